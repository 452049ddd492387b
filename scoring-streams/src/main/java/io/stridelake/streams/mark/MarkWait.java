package io.stridelake.streams.mark;

import io.micronaut.core.type.Argument;
import io.stridelake.generation.Generation;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.mark.MarksController.All;
import io.stridelake.streams.mark.MarksController.Passed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until every partition of a generation has passed marks. */
public final class MarkWait {
  private static final Logger log = LoggerFactory.getLogger(MarkWait.class);
  private static final Argument<All> ALL = Argument.of(All.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final GenerationRunner runner;
  private final Peers peers;
  private final Duration stall;

  /**
   * Waits for whatever the caller asks.
   *
   * @param stall how long nothing may move before it gives up
   */
  public MarkWait(GenerationRunner runner, Peers peers, Duration stall) {
    this.runner = runner;
    this.peers = peers;
    this.stall = stall;
  }

  /**
   * What is seen of the partitions that are still missing; the wait goes on while this changes.
   * What others do is no progress.
   *
   * @param passed by partition, the newest marks; partitions that have passed are not in it
   * @param applied by partition and topic, what the generation's group has committed
   */
  private record Progress(
      SortedSet<Integer> missing,
      SortedMap<Integer, Passed> passed,
      SortedMap<Integer, Map<String, Long>> applied) {
    Progress {
      passed = new TreeMap<>(passed);
      passed.keySet().retainAll(missing);
      applied = new TreeMap<>(applied);
      applied.keySet().retainAll(missing);
    }
  }

  /**
   * Returns when every partition has applied everything before the marks, whoever owns it.
   *
   * @throws IOException if nothing moves any more; it says which partitions have not passed
   */
  public void await(Generation generation, Marks marks) throws IOException, InterruptedException {
    Look look = look(generation, marks);
    StallLimit limit = new StallLimit(stall);
    while (!look.again().isEmpty()) {
      if (limit.isStalled(look.progress())) {
        throw new IOException(
            "partitions %s have not passed the marks, and nothing has moved for %d s"
                .formatted(look.missing, stall.toSeconds()));
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Looks at the partitions of a generation, as often as the caller wants. */
  public Look look(Generation generation, Marks marks) {
    return new Look(generation, marks);
  }

  /** A look at how far a generation is. */
  public final class Look {
    private final Generation generation;
    private final Marks marks;
    private final SortedMap<Integer, Passed> passed = new TreeMap<>();
    private SortedMap<Integer, Map<String, Long>> applied = new TreeMap<>();
    private SortedSet<Integer> missing = new TreeSet<>();
    private long nextOffsets = System.nanoTime();

    private Look(Generation generation, Marks marks) {
      this.generation = generation;
      this.marks = marks;
    }

    /** Looks again, and says which partitions have not passed the marks yet. */
    public SortedSet<Integer> again() throws InterruptedException {
      for (String peer : instances(generation)) {
        collect(peer, generation, passed);
      }
      missing = missing(marks, passed);
      if (!missing.isEmpty() && System.nanoTime() - nextOffsets >= 0) {
        applied = applied(generation);
        nextOffsets = System.nanoTime() + LOOK.toNanos();
      }
      return missing;
    }

    /** Something that changes for as long as the missing partitions get on. */
    public Object progress() {
      return new Progress(missing, passed, applied);
    }
  }

  private List<String> instances(Generation generation) {
    return runner.find(generation.id()).map(Peers::of).orElse(List.of());
  }

  private void collect(String peer, Generation generation, SortedMap<Integer, Passed> passed)
      throws InterruptedException {
    try {
      peers
          .get(peer, "/generations/" + generation.id() + "/marks", ALL)
          .partitions()
          .forEach(each -> passed.put(each.partition(), each));
    } catch (IOException e) {
      // It may be gone: then another instance takes its partitions over.
      log.atDebug().addKeyValue("instance", peer).setCause(e).log("Instance tells no marks");
    }
  }

  private static SortedSet<Integer> missing(Marks marks, SortedMap<Integer, Passed> passed) {
    SortedSet<Integer> missing = new TreeSet<>();
    marks
        .lake()
        .forEach(
            (partition, offset) -> {
              Passed here = passed.get(partition);
              if (here == null
                  || here.lake() < offset
                  || here.roster() < marks.roster().getOrDefault(partition, 0L)) {
                missing.add(partition);
              }
            });
    return missing;
  }

  private SortedMap<Integer, Map<String, Long>> applied(Generation generation) {
    try {
      return runner.applied(generation);
    } catch (KafkaException e) {
      log.atDebug().setCause(e).log("Kafka does not tell what is committed");
      return new TreeMap<>();
    }
  }
}
