package io.stridelake.ranking.leaderboard;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far one store has come along its changelog, and whether it is the owner's.
 *
 * <p>Rows that are loaded from a changelog come in batches that may end inside a transaction, even
 * inside of what one input record changed. A store is <em>whole</em> where a transaction has ended:
 * where the reader has nothing committed left to read. The boards show only such states.
 */
final class StoreProgress {
  private static final long UNKNOWN = -1;

  private final Runnable onWhole;
  private @Nullable TopicPartition changelog;
  private boolean owner;
  private long next = UNKNOWN;
  private long whole = UNKNOWN;
  private int openings;

  /**
   * What is known at a moment.
   *
   * @param opening counts how often the store was opened; another one has other rows
   * @param owner whether the rows are the owner's, all of them restored
   * @param whole the offset before which everything committed is in the store, or nothing if it was
   *     never whole since it was opened
   */
  record Seen(int opening, boolean owner, OptionalLong whole) {}

  /** Tells {@code onWhole} whenever the rows are those of whole transactions. */
  StoreProgress(Runnable onWhole) {
    this.onWhole = onWhole;
  }

  /** The store is opened or closed; nothing is known of its rows. */
  synchronized void opened() {
    openings++;
    owner = false;
    next = UNKNOWN;
    whole = UNKNOWN;
  }

  /** The changelog will be read from an offset on. */
  synchronized void starts(TopicPartition from, long offset) {
    changelog = from;
    owner = false;
    next = offset;
  }

  /** A batch is about to change rows. */
  synchronized void loads() {
    owner = false;
    next = UNKNOWN;
  }

  /**
   * A batch has changed rows.
   *
   * @param offset the one behind its last record
   * @param last whether there was nothing committed behind it
   */
  synchronized void loaded(long offset, boolean last) {
    next = offset;
    if (last) {
      becomeWhole();
    }
  }

  /**
   * Learns where the committed part of the changelog ends. If nothing but a transaction's marker
   * can be left to read, the store is whole: a record there would be followed by its own marker.
   */
  synchronized void endsAt(long end) {
    if (next != UNKNOWN && whole != next && end - next >= 0 && end - next <= 1) {
      becomeWhole();
    }
  }

  /** Everything was restored, and from now on the owner's task writes here. */
  synchronized void owns() {
    onWhole.run();
    owner = true;
  }

  synchronized Seen seen() {
    return new Seen(
        openings, owner, whole == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(whole));
  }

  synchronized @Nullable TopicPartition changelog() {
    return changelog;
  }

  private void becomeWhole() {
    onWhole.run();
    whole = next;
  }
}
