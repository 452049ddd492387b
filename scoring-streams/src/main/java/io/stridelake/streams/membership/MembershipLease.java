package io.stridelake.streams.membership;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Until when one consumer certainly is a member of its group and has the partitions it was given.
 *
 * <p>The group's coordinator removes a member, and gives its partitions to another one, no sooner
 * than a session time-out after it processed the member's last heartbeat. A lease therefore runs
 * from a time that is not after the <em>sending</em> of a heartbeat that was answered. Kafka's
 * client does not say when it sent what, so the consumer's metrics are sampled:
 *
 * <ul>
 *   <li>If the count of answers has grown since the sample before, an answer came after that
 *       sample. It was sent no earlier than that sample less the longest time that an answer took
 *       lately.
 *   <li>The count includes answers that are errors. After one that ends the membership the client
 *       sends no heartbeat before it has joined again. So an answer counts once a later heartbeat,
 *       sent after that answer was seen, was answered too, with no join in between.
 *   <li>An answered SyncGroup is never an error and counts at once.
 *   <li>After a join nothing counts before the consumer has returned from the poll in which it
 *       joined: by then it has given up the partitions that it lost.
 *   <li>A consumer that does not poll would not notice that it has to join again: the lease runs
 *       from the last poll if that is earlier.
 *   <li>An answer may come from a coordinator that has just handed the group over. One heartbeat
 *       interval less than the session time-out allows for that.
 * </ul>
 *
 * <p>All of this may end a lease too early and never too late. Times are of the monotonic clock;
 * how long an answer took is measured by Kafka with the wall clock, so steps back of that are
 * added.
 *
 * <p>One thread observes, any thread asks.
 */
final class MembershipLease {
  /** For so long a step of the wall clock may make an answer look faster than it was. */
  private static final long STEP_MATTERS_NANOS = Duration.ofSeconds(60).toNanos();

  private static final long SMALLEST_STEP_NANOS = Duration.ofMillis(20).toNanos();

  /**
   * What the metrics say.
   *
   * @param heartbeats how many were answered, errors included
   * @param slowestHeartbeat the longest time to an answer lately, in milliseconds; NaN if unknown
   * @param joins how many JoinGroups succeeded
   * @param syncs how many SyncGroups succeeded
   * @param slowestSync the longest time to such an answer lately, in milliseconds; NaN if unknown
   */
  record Reading(
      double heartbeats, double slowestHeartbeat, double joins, double syncs, double slowestSync) {
    private double changes() {
      return joins + syncs;
    }
  }

  /**
   * A sample.
   *
   * @param begun nanoseconds before the metrics were read
   * @param ended nanoseconds after they were read
   * @param wallMillis the wall clock when they were read
   * @param joinsBefore joins and syncs together, read before everything else
   * @param polled when the consumer was polled last, in nanoseconds
   * @param returned when it returned from a poll last, in nanoseconds
   */
  record Sample(
      long begun,
      long ended,
      long wallMillis,
      double joinsBefore,
      Reading reading,
      long polled,
      long returned) {}

  /** An answer that may still turn out to have been an error. */
  private record Unconfirmed(long sent, long seen, double changes) {}

  private final long lengthNanos;
  private @Nullable Sample last;
  private @Nullable Unconfirmed unconfirmed;
  private boolean proven;
  private long provenAt;
  private long joinSeen;
  private long stepNanos;
  private long steppedAt;

  private volatile boolean given;
  private volatile long end;

  /**
   * A lease that nobody has yet.
   *
   * @throws IllegalArgumentException if the session is not longer than two heartbeat intervals
   */
  MembershipLease(Duration session, Duration heartbeatInterval) {
    if (session.compareTo(heartbeatInterval.multipliedBy(2)) <= 0) {
      throw new IllegalArgumentException(
          "session time-out %s with heartbeats each %s (expected more than two in a session)"
              .formatted(session, heartbeatInterval));
    }
    this.lengthNanos = session.minus(heartbeatInterval).toNanos();
  }

  /** Whether it holds at a time of the monotonic clock. */
  boolean holds(long nanos) {
    return given && nanos - end < 0;
  }

  /** Takes a sample that was read after all those before. */
  void observe(Sample sample) {
    Sample before = last;
    last = sample;
    if (before == null) {
      joinSeen = sample.ended();
      return;
    }
    noteStep(before, sample);
    if (sample.reading().changes() != before.reading().changes()) {
      joinSeen = sample.ended();
    }
    if (sample.reading().heartbeats() > before.reading().heartbeats()) {
      answered(sent(before, sample, sample.reading().slowestHeartbeat()), sample);
    }
    if (sample.reading().syncs() > before.reading().syncs()) {
      prove(sent(before, sample, sample.reading().slowestSync()));
    }
    give(sample);
  }

  private void answered(@Nullable Long sent, Sample sample) {
    if (sent == null) {
      return;
    }
    Unconfirmed former = unconfirmed;
    boolean isSameMember = former != null && former.changes() == sample.reading().changes();
    if (former != null && isSameMember && sent - former.seen() < 0) {
      // On its way together with the former one: it says nothing about it.
      return;
    }
    if (former != null && isSameMember) {
      prove(former.sent());
    }
    unconfirmed = new Unconfirmed(sent, sample.ended(), sample.joinsBefore());
  }

  private void prove(@Nullable Long sent) {
    if (sent != null && (!proven || sent - provenAt > 0)) {
      proven = true;
      provenAt = sent;
    }
  }

  private void give(Sample sample) {
    if (!proven || sample.returned() - joinSeen <= 0) {
      return;
    }
    long from = provenAt - sample.polled() < 0 ? provenAt : sample.polled();
    long until = from + lengthNanos;
    if (!given || until - end > 0) {
      end = until;
      given = true;
    }
  }

  /**
   * When the last thing answered between two samples was sent at the earliest, if that is known.
   */
  private @Nullable Long sent(Sample before, Sample sample, double slowestMillis) {
    if (Double.isNaN(slowestMillis) || Double.isInfinite(slowestMillis)) {
      return null;
    }
    long slowest = Duration.ofMillis((long) Math.ceil(Math.max(0, slowestMillis)) + 1).toNanos();
    return before.begun() - slowest - step(sample.ended());
  }

  private void noteStep(Sample before, Sample sample) {
    long wall = Duration.ofMillis(sample.wallMillis() - before.wallMillis()).toNanos();
    // The wall clock is read between both.
    long back = sample.begun() - before.ended() - wall;
    if (back > SMALLEST_STEP_NANOS) {
      stepNanos = step(sample.ended()) + back;
      steppedAt = sample.ended();
    }
  }

  private long step(long now) {
    return now - steppedAt > STEP_MATTERS_NANOS ? 0 : stepNanos;
  }
}
