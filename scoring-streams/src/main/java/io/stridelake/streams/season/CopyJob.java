package io.stridelake.streams.season;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.mark.PassedMarks;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.season.SeasonCopier;
import io.stridelake.ranking.season.SeasonQuery;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.mark.Marks;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the season's part of every partition here, a few partitions at a time, on threads of its
 * own. Whoever wants it asks how far it is; if nobody asks any more, it ends.
 */
final class CopyJob {
  private static final Logger log = LoggerFactory.getLogger(CopyJob.class);

  /** Partitions at a time, so that neither heap nor disk is taken by a lock alone. */
  private static final int AT_ONCE = 4;

  private static final long TOLD_EVERY = 100_000;
  private static final long FORGOTTEN_AFTER = Duration.ofMinutes(1).toNanos();

  private final ServedGeneration running;
  private final TopicCatalogue topics;
  private final SeasonWriter writer;
  private final String season;
  private final Wanted wanted;
  private final Semaphore turn = new Semaphore(AT_ONCE);
  private final AtomicLong rows = new AtomicLong();
  private final List<Copied> copies = new ArrayList<>();
  private final List<Thread> threads;
  private volatile boolean cancelled;
  private volatile long asked = System.nanoTime();

  /**
   * What shall be copied.
   *
   * @param lock the attempt's id
   * @param from the first day
   * @param to the last day
   * @param marks everything before them has to be in the copy
   */
  @Serdeable
  record Wanted(String lock, LocalDate from, LocalDate to, Marks marks) {}

  /**
   * What was copied of one partition.
   *
   * @param athletes how many
   * @param offsets by topic, everything before which is in the copy
   */
  @Serdeable
  record Copied(int partition, int athletes, Map<String, Long> offsets) {}

  /**
   * How far the job is.
   *
   * @param finished whether nothing more will come
   * @param rows how many athletes were copied so far
   * @param copies of the partitions that are done
   */
  @Serdeable
  record Status(boolean finished, long rows, List<Copied> copies) {}

  /** Begins. */
  CopyJob(
      ServedGeneration running,
      TopicCatalogue topics,
      SeasonWriter writer,
      String season,
      Wanted wanted) {
    this.running = running;
    this.topics = topics;
    this.writer = writer;
    this.season = season;
    this.wanted = wanted;
    this.threads =
        IntStream.range(0, topics.partitions())
            .mapToObj(
                partition ->
                    Thread.ofVirtual().name("season-" + partition).start(() -> copy(partition)))
            .toList();
  }

  /** How far it is. */
  Status status() {
    asked = System.nanoTime();
    // Looked at first: what is finished then has told its copy already.
    boolean finished = threads.stream().noneMatch(Thread::isAlive);
    synchronized (copies) {
      return new Status(finished, rows.get(), List.copyOf(copies));
    }
  }

  /** Whether nobody has asked for so long that nobody waits. */
  boolean isForgotten() {
    return System.nanoTime() - asked > FORGOTTEN_AFTER;
  }

  /** Ends it soon; what was written counts for nothing. */
  void cancel() {
    cancelled = true;
  }

  private void copy(int partition) {
    turn.acquireUninterruptibly();
    try (SeasonCopier copier = standings(partition).orElse(null)) {
      if (copier != null) {
        copy(partition, copier);
      }
    } catch (CancellationException e) {
      log.atInfo().addKeyValue("partition", partition).log("Nobody waits for the season's copy");
    } catch (KafkaException | IllegalStateException e) {
      // The partition moved, or Kafka is away: whoever waits finds it missing.
      log.atWarn().addKeyValue("partition", partition).setCause(e).log("Season cannot be copied");
    } finally {
      turn.release();
    }
  }

  private void copy(int partition, SeasonCopier copier) {
    PassedMarks passed = copier.marks();
    if (!passed.includes(
        wanted.marks().lake().getOrDefault(partition, Long.MAX_VALUE),
        wanted.marks().roster().getOrDefault(partition, Long.MAX_VALUE))) {
      log.atWarn()
          .addKeyValue("partition", partition)
          .addKeyValue("passed", passed)
          .log("Partition is behind the marks of the lock");
      return;
    }
    int athletes = writer.write(season, wanted.lock(), partition, new Counted(copier));
    Map<String, Long> offsets = new TreeMap<>();
    offsets.put(topics.lake().name(), passed.lake() + 1);
    offsets.put(
        topics.activities(running.generation().catalogue()).name(), passed.activities() + 1);
    offsets.put(topics.roster().name(), passed.roster() + 1);
    log.atInfo()
        .addKeyValue("season", season)
        .addKeyValue("partition", partition)
        .addKeyValue("athletes", athletes)
        .log("Partition is copied");
    synchronized (copies) {
      copies.add(new Copied(partition, athletes, offsets));
    }
  }

  /** Of the partition, if its active task runs here; others miss it then. */
  private Optional<SeasonCopier> standings(int partition) {
    QueryResult<SeasonCopier> result =
        running
            .ranking()
            .streams()
            .query(
                StateQueryRequest.inStore(RankingTopology.STORE)
                    .withQuery(new SeasonQuery.Standings(wanted.from(), wanted.to()))
                    .withPartitions(Set.of(partition))
                    .requireActive())
            .getPartitionResults()
            .get(partition);
    return result == null || result.isFailure()
        ? Optional.empty()
        : Optional.of(result.getResult());
  }

  /** Counts what is read, of all partitions, and ends when the job is cancelled. */
  private final class Counted implements Iterator<KeyValue<AthleteId, AthleteSeason>> {
    private final SeasonCopier copier;

    Counted(SeasonCopier copier) {
      this.copier = copier;
    }

    @Override
    public boolean hasNext() {
      return copier.hasNext();
    }

    @Override
    public KeyValue<AthleteId, AthleteSeason> next() {
      if (cancelled || isForgotten()) {
        throw new CancellationException("season " + season);
      }
      long now = rows.incrementAndGet();
      if (now % TOLD_EVERY == 0) {
        log.atInfo()
            .addKeyValue("season", season)
            .addKeyValue("athletes", now)
            .log("Season is being copied");
      }
      return copier.next();
    }
  }
}
