package io.stridelake.ranking.checksum;

import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the rows of one generation's partitions here, each as it is when a mark in its input is
 * reached. The stream thread only opens iterators, which see the rows as they are then; reading
 * them goes on beside it, one partition at a time.
 *
 * <p>Old marks that a replay meets are passed over, unless somebody waits for them.
 */
public final class MarkChecksums {
  private static final Logger log = LoggerFactory.getLogger(MarkChecksums.class);

  /** Marks as young as this are added up at before anybody asks: the request comes behind them. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  /** So many of a partition are remembered. */
  private static final int KEPT = 8;

  private final Set<MarkPosition> expected = new HashSet<>();
  private final Map<MarkedInput, Map<Integer, LinkedHashMap<Long, RowSums>>> results =
      new LinkedHashMap<>();
  private final Semaphore turn = new Semaphore(1);

  /** Has a mark that is still to come added up at, however old it is. */
  public synchronized void expect(MarkPosition mark) {
    if (find(mark) == null) {
      expected.add(mark);
    }
  }

  /**
   * Notes that everything before a mark, and nothing behind it, is applied.
   *
   * @param age of the mark in milliseconds
   * @param rows opens the rows of the part, as they are now
   */
  public void reached(MarkPosition mark, long age, Supplier<KeyValueIterator<Bytes, byte[]>> rows) {
    synchronized (this) {
      if (!expected.remove(mark) && age > RECENT.toMillis()) {
        return;
      }
    }
    KeyValueIterator<Bytes, byte[]> now = rows.get();
    Thread.ofVirtual().name("checksum").start(() -> addUp(mark, now));
  }

  private void addUp(MarkPosition mark, KeyValueIterator<Bytes, byte[]> rows) {
    turn.acquireUninterruptibly();
    try (rows) {
      keep(mark, RowSums.of(rows));
    } catch (RuntimeException e) {
      // The partition has moved on to another instance, or the service ends: whoever waits asks
      // again.
      log.atInfo().addKeyValue("mark", mark).setCause(e).log("Rows cannot be added up");
    } finally {
      turn.release();
    }
  }

  private synchronized void keep(MarkPosition mark, RowSums sums) {
    LinkedHashMap<Long, RowSums> of =
        results
            .computeIfAbsent(mark.input(), input -> new LinkedHashMap<>())
            .computeIfAbsent(mark.partition(), partition -> new LinkedHashMap<>());
    of.put(mark.offset(), sums);
    if (of.size() > KEPT) {
      of.remove(of.firstEntry().getKey());
    }
  }

  /** What the rows added up to at a mark, if that was reached here and is known yet. */
  public synchronized Optional<RowSums> result(MarkPosition mark) {
    return Optional.ofNullable(find(mark));
  }

  private @Nullable RowSums find(MarkPosition mark) {
    Map<Integer, LinkedHashMap<Long, RowSums>> part = results.get(mark.input());
    LinkedHashMap<Long, RowSums> partition = part == null ? null : part.get(mark.partition());
    return partition == null ? null : partition.get(mark.offset());
  }
}
