package io.stridelake.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.generation.ControlCommand.Abandon;
import io.stridelake.generation.ControlCommand.Completed;
import io.stridelake.generation.ControlCommand.Deleted;
import io.stridelake.generation.ControlCommand.Failed;
import io.stridelake.generation.ControlCommand.Found;
import io.stridelake.generation.ControlCommand.Lock;
import io.stridelake.generation.ControlCommand.Promote;
import io.stridelake.generation.ControlCommand.Reset;
import io.stridelake.generation.ControlCommand.Rollback;
import io.stridelake.generation.ControlCommand.Start;
import io.stridelake.generation.ControlCommand.Unlock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControlStateTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Found FOUNDED = new Found(0, "a", 2);

  @Test
  void shouldServeTheGenerationThatWasFoundedFirst() {
    ControlState state = after(FOUNDED, new Found(0, "b", 2), new Found(7, "c", 2));

    assertThat(state.epoch()).isEqualTo(1);
    assertThat(state.active())
        .contains(Generation.begun(1, 1, "a", 2, Source.CATALOGUE, null, Role.ACTIVE, AT));
  }

  @Test
  void shouldFollowAFormerFormatByAnotherGenerationOnTheSameCatalogue() {
    ControlState state = after(new Found(0, "a", null), new Found(1, "a", 2), new Found(1, "a", 2));

    assertThat(state.epoch()).isEqualTo(2);
    assertThat(roles(state)).isEqualTo("1 retired, 2 active");
    assertThat(state.active()).map(Generation::storeFormat).contains(2);
    assertThat(state.catalogues()).containsExactly(1);
  }

  @Test
  void shouldDeriveACandidateBesideTheActiveOne() {
    ControlState state = after(FOUNDED, start(1, "b", Source.CATALOGUE));

    assertThat(roles(state)).isEqualTo("1 active, 2 building");
    assertThat(state.catalogues()).containsExactly(1);
    assertThat(roles(after(state, new Completed(2, 0)))).isEqualTo("1 active, 2 ready");
    assertThat(roles(after(state, new Failed(2, 0, "why")))).isEqualTo("1 active, 2 failed");
  }

  @Test
  void shouldGiveACandidateFromTheLakeACatalogueOfItsOwn() {
    ControlState state = after(FOUNDED, start(1, "a", Source.LAKE));
    assertThat(state.catalogues()).containsExactly(1, 2);

    ControlState given = after(state, new Abandon(2, 2), start(3, "a", Source.LAKE));
    assertThat(given.catalogues()).containsExactly(1, 3);
  }

  @Test
  void shouldHaveOneCandidateOnly() {
    ControlState one = after(FOUNDED, start(1, "b", Source.CATALOGUE));

    assertThat(after(one, start(2, "c", Source.CATALOGUE))).isEqualTo(one);
    assertThat(after(one, start(1, "c", Source.CATALOGUE))).isEqualTo(one);
  }

  @Test
  void shouldPromoteOnlyWhatIsReady() {
    ControlState building = after(FOUNDED, start(1, "b", Source.CATALOGUE));
    assertThat(after(building, new Promote(2, 2))).isEqualTo(building);
    ControlState failed = after(building, new Completed(2, 0), new Failed(2, 0, "why"));
    assertThat(after(failed, new Promote(2, 2))).isEqualTo(failed);

    ControlState ready = after(building, new Completed(2, 0));
    assertThat(after(ready, new Promote(2, 1))).isEqualTo(ready);
    ControlState promoted = after(ready, new Promote(2, 2));
    assertThat(roles(promoted)).isEqualTo("1 previous, 2 active");
    assertThat(promoted.epoch()).isEqualTo(3);
  }

  @Test
  void shouldKeepOnePreviousGeneration() {
    ControlState state =
        after(
            FOUNDED,
            new Completed(1, 0),
            start(1, "b", Source.CATALOGUE),
            new Completed(2, 0),
            new Promote(2, 2),
            start(3, "c", Source.LAKE),
            new Completed(3, 0),
            new Promote(4, 3));

    assertThat(roles(state)).isEqualTo("1 retired, 2 previous, 3 active");
    assertThat(state.catalogues()).containsExactly(1, 2);
    assertThat(roles(after(state, new Rollback(5)))).isEqualTo("1 retired, 2 active, 3 previous");
    assertThat(roles(after(state, new Rollback(5), new Rollback(6))))
        .isEqualTo("1 retired, 2 previous, 3 active");
    assertThat(after(state, new Abandon(5, 3))).isEqualTo(state);
    assertThat(roles(after(state, new Abandon(5, 2)))).isEqualTo("1 retired, 2 retired, 3 active");
  }

  @Test
  void shouldNotGoBackToWhatWasNeverComplete() {
    ControlState state =
        after(FOUNDED, start(1, "b", Source.CATALOGUE), new Completed(2, 0), new Promote(2, 2));

    assertThat(after(state, new Rollback(3))).isEqualTo(state);
    assertThat(after(FOUNDED, new Rollback(1))).isEqualTo(after(FOUNDED));
  }

  @Test
  void shouldForgetWhatIsDeletedButItsNumber() {
    ControlState gone =
        after(FOUNDED, start(1, "b", Source.CATALOGUE), new Abandon(2, 2), new Deleted(2, 0));

    assertThat(roles(gone)).isEqualTo("1 active, 2 deleted");
    assertThat(roles(after(gone, start(3, "c", Source.CATALOGUE))))
        .isEqualTo("1 active, 2 deleted, 3 building");
    assertThat(after(gone, new Deleted(1, 0))).as("what is kept is not gone").isEqualTo(gone);
  }

  @Test
  void shouldDeriveTheActiveOneAnewUnderItsOwnNumber() {
    ControlState state =
        after(FOUNDED, new Completed(1, 0), new Reset(1, "b", Source.CATALOGUE, "1"));

    Generation reset = state.active().orElseThrow();
    assertThat(reset.ruleSet()).isEqualTo("b");
    assertThat(reset.complete()).isFalse();
    assertThat(reset.applicationId()).isEqualTo("stridelake.ranking.g1.r1");
    assertThat(reset.formerApplicationIds()).containsExactly("stridelake.ranking.g1");
    assertThat(after(state, new Completed(1, 0))).as("seen of another one").isEqualTo(state);
    assertThat(after(state, new Completed(1, 1)).active()).map(Generation::complete).contains(true);
    assertThat(after(state, new Reset(2, "b", Source.LAKE, "1")).catalogues()).containsExactly(2);
  }

  @Test
  void shouldLetTheFirstOfTwoOperatorsWin() {
    ControlState ready = after(FOUNDED, start(1, "b", Source.CATALOGUE), new Completed(2, 0));

    assertThat(roles(after(ready, new Abandon(2, 2), new Promote(2, 2))))
        .isEqualTo("1 active, 2 retired");
    assertThat(roles(after(ready, new Promote(2, 2), new Abandon(2, 2))))
        .isEqualTo("1 previous, 2 active");
  }

  @Test
  void shouldUnlockTheLockThatIsNamedAndRememberWhy() {
    ControlState locked = after(FOUNDED, new Lock(1, lock("first")));

    ControlState unlocked = after(locked, new Unlock(2, "spring", "first", "a bug in rule 3"));

    assertThat(unlocked.epoch()).isEqualTo(3);
    assertThat(unlocked.lock("spring")).isEmpty();
    assertThat(unlocked.unlocks("spring"))
        .containsExactly(new SeasonUnlock("first", AT, AT, "a bug in rule 3"));
    ControlState anew = after(unlocked, new Lock(3, lock("second")));
    assertThat(anew.lock("spring")).map(SeasonLock::lock).contains("second");
    assertThat(anew.unlocks("spring")).hasSize(1);
  }

  @Test
  void shouldNotUnlockWhatSomebodyElseDecidedAbout() {
    ControlState locked = after(FOUNDED, new Lock(1, lock("first")));

    assertThat(after(locked, new Unlock(1, "spring", "first", "stale"))).isEqualTo(locked);
    for (Unlock notIt :
        List.of(
            new Unlock(2, "spring", "other", "not it"),
            new Unlock(2, "summer", "first", "not it"))) {
      ControlState after = after(locked, notIt);
      assertThat(after.saysTheSameAs(locked)).isTrue();
      // Readers that do not know the command count it, so those that do must, too.
      assertThat(after.epoch()).isEqualTo(3);
      assertThat(after).isEqualTo(locked.afterUnknown(2L));
    }
    assertThat(after(locked, new Lock(2, lock("second")))).isEqualTo(locked);
  }

  private static SeasonLock lock(String id) {
    return new SeasonLock(
        "spring",
        id,
        "a",
        LocalDate.of(2026, 3, 1),
        LocalDate.of(2026, 5, 31),
        AT,
        1,
        2,
        new TreeMap<>(),
        null);
  }

  private static Start start(long epoch, String ruleSet, Source source) {
    return new Start(epoch, ruleSet, source, 2, "1");
  }

  private static ControlState after(ControlCommand... log) {
    return after(ControlState.EMPTY, log);
  }

  private static ControlState after(ControlState state, ControlCommand... log) {
    for (ControlCommand command : log) {
      state = state.after(command, AT);
    }
    return state;
  }

  private static String roles(ControlState state) {
    return String.join(
        ", ", state.generations().values().stream().map(ControlStateTest::role).toList());
  }

  private static String role(Generation generation) {
    String word =
        generation.role() == Role.RETIRED || generation.role() == Role.DELETED
            ? generation.role().name().toLowerCase(Locale.ROOT)
            : generation.state();
    return generation.id() + " " + word;
  }
}
