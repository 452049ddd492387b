package io.stridelake.streams.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.streams.membership.MembershipLease.Reading;
import io.stridelake.streams.membership.MembershipLease.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session of 10 s with a heartbeat each 2.5 s, sampled ten times a second. */
class MembershipLeaseTest {
  private static final long MILLI = 1_000_000;

  private final MembershipLease lease =
      new MembershipLease(Duration.ofSeconds(10), Duration.ofMillis(2_500));

  /** The monotonic clock may be negative. */
  private long millis = -5_000;

  private long wallAhead = 1_800_000_000_000L;
  private double heartbeats;
  private double slowest = 2;
  private double joins;
  private double syncs;
  private double slowestSync = 3;
  private boolean polls = true;
  private long polled = millis;
  private long returned = millis;

  @Test
  void shouldNotHoldBeforeAnythingIsProven() {
    run(5_000);

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldHoldOnceTheMemberHasReturnedFromThePollInWhichItJoined() {
    run(300);
    polls = false;
    join();
    run(300);
    assertThat(holds()).isFalse();

    polls = true;
    run(300);

    assertThat(holds()).isTrue();
  }

  @Test
  void shouldHoldAsLongAsHeartbeatsAreAnswered() {
    member();
    for (int heartbeat = 0; heartbeat < 20; heartbeat++) {
      heartbeat();
      run(2_500);
      assertThat(holds()).isTrue();
    }
  }

  @Test
  void shouldEndASessionAfterTheLastProvenSendingAtTheLatest() {
    member();
    beats(4);
    long lastSent = millis;
    heartbeat();
    run(100);

    run(7_400);

    // The last heartbeat was not confirmed by another one, so the one before counts.
    assertThat(holdsAt(lastSent - 2_500 + 7_500)).isFalse();
    assertThat(holdsAt(lastSent - 2_500 + 7_000)).isTrue();
  }

  @Test
  void shouldNotTakeALateAnswerForALateSending() {
    member();
    beats(4);
    // Stopped right after a heartbeat was sent; its answer waited in the socket.
    millis += 60_000;
    heartbeats++;
    slowest = 60_003;
    run(100);
    assertThat(holds()).isFalse();

    heartbeats++;
    run(100);

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldNotTakeErrorsForAnswers() {
    member();
    beats(4);
    millis += 60_000;
    // UNKNOWN_MEMBER_ID, at once; then a new membership, whose heartbeats come while it still
    // joins.
    heartbeat();
    polls = false;
    run(200);
    assertThat(holds()).isFalse();
    joins++;
    run(200);
    beats(3);
    assertThat(holds()).isFalse();

    syncs++;
    run(200);
    assertThat(holds()).isFalse();
    polls = true;
    run(200);
    assertThat(holds()).isTrue();
  }

  @Test
  void shouldNotLetTwoErrorsThatCameTogetherConfirmEachOther() {
    member();
    beats(4);
    millis += 8_000;
    assertThat(holds()).isFalse();
    slowest = 8_000;
    heartbeats++;
    run(100);
    heartbeats++;
    run(100);

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldEndWhenTheConsumerDoesNotPoll() {
    member();
    beats(2);
    polls = false;
    beats(4);

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldKnowNothingWhereTheTimeOfAnAnswerIsUnknown() {
    slowestSync = Double.NaN;
    join();
    run(200);
    slowest = Double.NaN;
    beats(4);

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldAllowForAWallClockThatWasSetBack() {
    member();
    beats(4);
    // An answer took 9 s, but the wall clock went back by as much meanwhile.
    long sentBefore = millis;
    millis += 9_000;
    wallAhead -= 9_000;
    heartbeats++;
    run(100);
    heartbeats++;
    run(100);

    assertThat(holdsAt(sentBefore + 7_500)).isFalse();
  }

  @Test
  void shouldRefuseSessionsThatAreTooShort() {
    assertThatThrownBy(() -> new MembershipLease(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than two in a session");
  }

  private void member() {
    run(100);
    join();
    run(300);
    assertThat(holds()).isTrue();
  }

  private void join() {
    joins++;
    syncs++;
  }

  private void beats(int count) {
    for (int beat = 0; beat < count; beat++) {
      heartbeat();
      run(2_500);
    }
  }

  private void heartbeat() {
    heartbeats++;
  }

  private void run(long forMillis) {
    for (long end = millis + forMillis; millis < end; ) {
      millis += 100;
      if (polls) {
        polled = millis - 50;
        returned = millis - 10;
      }
      lease.observe(
          new Sample(
              millis * MILLI,
              millis * MILLI + 1_000,
              wallAhead + millis,
              joins + syncs,
              new Reading(heartbeats, slowest, joins, syncs, slowestSync),
              polled * MILLI,
              returned * MILLI));
    }
  }

  private boolean holds() {
    return holdsAt(millis);
  }

  private boolean holdsAt(long atMillis) {
    return lease.holds(atMillis * MILLI);
  }
}
