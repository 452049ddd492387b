package io.stridelake.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.rules.Cap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final LocalDate SUNDAY = LocalDate.of(2027, 1, 3);
  private static final LocalDate SATURDAY = SUNDAY.minusDays(1);

  @Test
  void shouldGrantWhatTheTightestCapLeaves() {
    Allowances allowances =
        new Allowances(
            List.of(
                new Cap("daily", Cap.Scope.DAY, new BigDecimal("10"), Set.of()),
                new Cap("weekly", Cap.Scope.WEEK, new BigDecimal("15.5"), Set.of()),
                new Cap("walks", Cap.Scope.DAY, new BigDecimal("4"), Set.of("walk"))));

    assertThat(allowances.grant(SATURDAY, "walk", points(6))).isEqualTo(points(4));
    assertThat(allowances.grant(SATURDAY, "walk", points(1))).isEqualTo(Points.ZERO);
    assertThat(allowances.grant(SATURDAY, "run", points(5))).isEqualTo(points(5));
    assertThat(allowances.grant(SATURDAY, "run", points(5))).isEqualTo(points(1));
    assertThat(allowances.grant(SUNDAY, "run", points(5))).isEqualTo(points(5));
    assertThat(allowances.grant(SUNDAY, "run", points(5))).isEqualTo(new Points(500));
  }

  @Test
  void shouldBeginAWeekOnMondayAlsoOverTheYearsEnd() {
    assertThat(Allowances.weekOf(SUNDAY)).isEqualTo(LocalDate.of(2026, 12, 28));
    assertThat(Allowances.weekOf(SUNDAY.plusDays(1))).isEqualTo(LocalDate.of(2027, 1, 4));
  }

  private static Points points(int whole) {
    return new Points(1000L * whole);
  }
}
