package io.stridelake.ranking.checksum;

import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the rows of one generation's partitions here, each as it is when a mark in its input is
 * reached. The stream thread only opens iterators, which see the rows as they are then; reading
 * them goes on beside it, a few partitions at a time.
 *
 * <p>Old marks that a replay meets are passed over, unless somebody waits for them.
 *
 * <p><b>Memory.</b> Kept are totals: {@value #KEPT} of 32 bytes for each partition and input, and
 * as many offsets that somebody waits for. Sums of athletes, some 200 bytes each, are kept of the
 * one partition that was asked for last, for {@value #DETAILS_MINUTES} minutes.
 */
public final class MarkChecksums {
  private static final Logger log = LoggerFactory.getLogger(MarkChecksums.class);

  /** Marks as young as this are added up at before anybody asks: the request comes behind them. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  /** So many of a partition are remembered. */
  private static final int KEPT = 8;

  /** Partitions that are added up at a time. */
  private static final int AT_ONCE = 4;

  private static final int DETAILS_MINUTES = 5;

  private final LongSupplier nanoClock;
  private final Map<Partition, TreeSet<Long>> expected = new HashMap<>();
  private final Map<Partition, LinkedHashMap<Long, Checksum>> totals = new HashMap<>();
  private final Semaphore turn = new Semaphore(AT_ONCE);
  private final AtomicLong rowsRead = new AtomicLong();
  private @Nullable Details details;
  private volatile @Nullable Known known;

  /** A partition of an input. */
  private record Partition(MarkedInput input, int number) {
    static Partition of(MarkPosition mark) {
      return new Partition(mark.input(), mark.partition());
    }
  }

  /** Sums of athletes at the next mark of a partition. */
  private static final class Details {
    private final Partition partition;
    private final long until;
    private final Map<Long, RowSums> sums = new HashMap<>();

    Details(Partition partition, long until) {
      this.partition = partition;
      this.until = until;
    }
  }

  /**
   * What the whole generation came to.
   *
   * @param checksum of all partitions of all instances
   * @param at the marks, everything before which is in it
   */
  public record Known(Checksum checksum, List<MarkPosition> at) {
    public Known {
      at = List.copyOf(at);
    }
  }

  /** Nothing is known yet. */
  public MarkChecksums() {
    this(System::nanoTime);
  }

  MarkChecksums(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Has a mark that is still to come added up at, however old it is. */
  public synchronized void expect(MarkPosition mark) {
    if (total(mark).isEmpty()) {
      TreeSet<Long> offsets =
          expected.computeIfAbsent(Partition.of(mark), partition -> new TreeSet<>());
      offsets.add(mark.offset());
      if (offsets.size() > KEPT) {
        offsets.removeFirst();
      }
    }
  }

  /** Has sums of athletes kept at the marks of a partition that come next; of no other any more. */
  public synchronized void expectDetails(MarkedInput input, int partition) {
    Duration kept = Duration.ofMinutes(DETAILS_MINUTES);
    details = new Details(new Partition(input, partition), nanoClock.getAsLong() + kept.toNanos());
    CompletableFuture.delayedExecutor(kept.toSeconds() + 1, TimeUnit.SECONDS)
        .execute(this::dropDetails);
  }

  /** Forgets sums of athletes whose time is over. */
  synchronized void dropDetails() {
    if (details != null && nanoClock.getAsLong() - details.until > 0) {
      details = null;
    }
  }

  /**
   * Notes that everything before a mark, and nothing behind it, is applied.
   *
   * @param age of the mark in milliseconds
   * @param rows opens the rows of the input, as they are now
   */
  public void reached(MarkPosition mark, long age, Supplier<KeyValueIterator<Bytes, byte[]>> rows) {
    if (!isWanted(mark) && age > RECENT.toMillis()) {
      return;
    }
    KeyValueIterator<Bytes, byte[]> now = rows.get();
    Thread.ofVirtual().name("checksum").start(() -> addUp(mark, now));
  }

  /** Whether somebody waits for it; marks before it do not come any more. */
  private synchronized boolean isWanted(MarkPosition mark) {
    TreeSet<Long> offsets = expected.get(Partition.of(mark));
    if (offsets == null) {
      return false;
    }
    boolean wanted = offsets.contains(mark.offset());
    offsets.headSet(mark.offset(), true).clear();
    return wanted;
  }

  private void addUp(MarkPosition mark, KeyValueIterator<Bytes, byte[]> rows) {
    turn.acquireUninterruptibly();
    try (rows) {
      keep(mark, RowSums.of(counted(rows), hasDetails(mark)));
    } catch (RuntimeException e) {
      // The partition has moved on to another instance, or the service ends: whoever waits asks
      // again.
      log.atInfo().addKeyValue("mark", mark).setCause(e).log("Rows cannot be added up");
    } finally {
      turn.release();
    }
  }

  private Iterator<KeyValue<Bytes, byte[]>> counted(KeyValueIterator<Bytes, byte[]> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public KeyValue<Bytes, byte[]> next() {
        rowsRead.incrementAndGet();
        return rows.next();
      }
    };
  }

  private synchronized boolean hasDetails(MarkPosition mark) {
    dropDetails();
    return details != null && details.partition.equals(Partition.of(mark));
  }

  private synchronized void keep(MarkPosition mark, RowSums sums) {
    LinkedHashMap<Long, Checksum> of =
        totals.computeIfAbsent(Partition.of(mark), partition -> new LinkedHashMap<>());
    of.put(mark.offset(), sums.total());
    if (of.size() > KEPT) {
      of.remove(of.firstEntry().getKey());
    }
    if (hasDetails(mark) && details != null) {
      details.sums.clear();
      details.sums.put(mark.offset(), sums);
    }
  }

  /** What the rows added up to at a mark, if that was reached here and is known yet. */
  public synchronized Optional<Checksum> total(MarkPosition mark) {
    Map<Long, Checksum> of = totals.get(Partition.of(mark));
    return Optional.ofNullable(of == null ? null : of.get(mark.offset()));
  }

  /** The same of each athlete, if that was expected and is known yet. */
  public synchronized Optional<SortedMap<String, Checksum>> byAthlete(MarkPosition mark) {
    return hasDetails(mark) && details != null
        ? Optional.ofNullable(details.sums.get(mark.offset()))
            .map(RowSums::byAthlete)
            .map(Collections::unmodifiableSortedMap)
        : Optional.empty();
  }

  /** How many rows were read so far, which tells whether adding up goes on. */
  public long rowsRead() {
    return rowsRead.get();
  }

  /** Remembers what the whole generation came to. */
  public void know(Known sum) {
    known = sum;
  }

  /** What the whole generation came to when somebody took a checksum last. */
  public Optional<Known> known() {
    return Optional.ofNullable(known);
  }

  /** How many sums of athletes, totals and expected offsets are held. */
  synchronized int held() {
    int athletes =
        details == null
            ? 0
            : details.sums.values().stream().mapToInt(sums -> sums.byAthlete().size()).sum();
    return athletes
        + totals.values().stream().mapToInt(Map::size).sum()
        + expected.values().stream().mapToInt(TreeSet::size).sum();
  }
}
