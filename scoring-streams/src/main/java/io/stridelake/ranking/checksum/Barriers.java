package io.stridelake.ranking.checksum;

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
public final class Barriers {
  private static final Logger log = LoggerFactory.getLogger(Barriers.class);

  /** Marks as young as this are added up at before anybody asks: the request comes behind them. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  /** So many of a partition are remembered. */
  private static final int KEPT = 8;

  private final Set<Place> expected = new HashSet<>();
  private final Map<Part, Map<Integer, LinkedHashMap<Long, RowSums>>> results =
      new LinkedHashMap<>();
  private final Semaphore turn = new Semaphore(1);

  /** The inputs that have marks, with the rows that each alone decides. */
  public enum Part {
    /** Activities and days; marks are named by their offset in the lake. */
    ACTIVITIES,
    /** Athletes; marks are named by their offset in the roster. */
    ROSTER
  }

  /** A mark. */
  public record Place(Part part, int partition, long offset) {}

  /** Has a mark that is still to come added up at, however old it is. */
  public synchronized void expect(Place place) {
    if (find(place) == null) {
      expected.add(place);
    }
  }

  /**
   * Notes that everything before a mark, and nothing behind it, is applied.
   *
   * @param age of the mark in milliseconds
   * @param rows opens the rows of the part, as they are now
   */
  public void reached(Place place, long age, Supplier<KeyValueIterator<Bytes, byte[]>> rows) {
    synchronized (this) {
      if (!expected.remove(place) && age > RECENT.toMillis()) {
        return;
      }
    }
    KeyValueIterator<Bytes, byte[]> now = rows.get();
    Thread.ofVirtual().name("checksum").start(() -> addUp(place, now));
  }

  private void addUp(Place place, KeyValueIterator<Bytes, byte[]> rows) {
    turn.acquireUninterruptibly();
    try (rows) {
      keep(place, RowSums.of(rows));
    } catch (RuntimeException e) {
      // The partition has moved on to another instance, or the service ends: whoever waits asks
      // again.
      log.atInfo().addKeyValue("place", place).setCause(e).log("Rows cannot be added up");
    } finally {
      turn.release();
    }
  }

  private synchronized void keep(Place place, RowSums sums) {
    LinkedHashMap<Long, RowSums> of =
        results
            .computeIfAbsent(place.part, part -> new LinkedHashMap<>())
            .computeIfAbsent(place.partition, partition -> new LinkedHashMap<>());
    of.put(place.offset, sums);
    if (of.size() > KEPT) {
      of.remove(of.firstEntry().getKey());
    }
  }

  /** What the rows added up to at a mark, if that was reached here and is known yet. */
  public synchronized Optional<RowSums> result(Place place) {
    return Optional.ofNullable(find(place));
  }

  private @Nullable RowSums find(Place place) {
    Map<Integer, LinkedHashMap<Long, RowSums>> part = results.get(place.part);
    LinkedHashMap<Long, RowSums> partition = part == null ? null : part.get(place.partition);
    return partition == null ? null : partition.get(place.offset);
  }
}
