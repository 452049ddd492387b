package io.stridelake.ingest.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.Membership;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipsTest {
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

  @Test
  void shouldBelongForEverWhenNothingIsSaid() {
    assertThat(Memberships.changed(List.of(), "A", null))
        .containsExactly(new Membership("A", null, null));
  }

  @Test
  void shouldCloseFormerDepartmentAtChange() {
    assertThat(Memberships.changed(List.of(new Membership("A", null, null)), "B", JUNE))
        .containsExactly(new Membership("A", null, JUNE), new Membership("B", JUNE, null));
  }

  @Test
  void shouldChangeNothingWhenToldAgain() {
    List<Membership> once =
        Memberships.changed(List.of(new Membership("A", null, null)), "B", JUNE);

    assertThat(Memberships.changed(once, "B", JUNE)).isEqualTo(once);
  }

  @Test
  void shouldReplaceWhatBeganLater() {
    List<Membership> former =
        List.of(new Membership("A", null, JUNE), new Membership("B", JUNE, null));

    assertThat(Memberships.changed(former, "B", MARCH))
        .containsExactly(new Membership("A", null, MARCH), new Membership("B", MARCH, null));
  }

  @Test
  void shouldLeaveDepartmentWithoutNewOne() {
    assertThat(Memberships.changed(List.of(new Membership("A", MARCH, null)), "", JUNE))
        .containsExactly(new Membership("A", MARCH, JUNE));
  }

  @Test
  void shouldGoOnInSameDepartmentWithoutBreak() {
    assertThat(Memberships.changed(List.of(new Membership("A", MARCH, null)), "A", JUNE))
        .containsExactly(new Membership("A", MARCH, null));
  }
}
