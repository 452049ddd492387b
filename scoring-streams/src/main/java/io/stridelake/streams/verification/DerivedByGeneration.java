package io.stridelake.streams.verification;

import io.micronaut.core.type.Argument;
import io.stridelake.generation.Generation;
import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.mark.MarkWait;
import io.stridelake.streams.mark.Marks;
import io.stridelake.streams.mark.StallLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all instances together derived of a generation. */
final class DerivedByGeneration implements Derived {
  private static final Logger log = LoggerFactory.getLogger(DerivedByGeneration.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Argument<ChecksumsController.Sums> SUMS =
      Argument.of(ChecksumsController.Sums.class);
  private static final Argument<ChecksumsController.Texts> TEXTS =
      Argument.of(ChecksumsController.Texts.class);

  private final GenerationRunner runner;
  private final Peers peers;
  private final Generation generation;
  private final MarkWait markWait;
  private final Duration stall;

  /**
   * A generation that is kept.
   *
   * @param stall how long it may stand still before it counts as one that does not tell
   */
  DerivedByGeneration(GenerationRunner runner, Peers peers, Generation generation, Duration stall) {
    this.runner = runner;
    this.peers = peers;
    this.generation = generation;
    this.markWait = new MarkWait(runner, peers, stall);
    this.stall = stall;
  }

  @Override
  public String name() {
    return "generation " + generation.id();
  }

  @Override
  public Map<MarkPosition, Checksum> sums(Marks marks) throws IOException, InterruptedException {
    Map<MarkPosition, Checksum> sums = new HashMap<>();
    List<MarkPosition> positions = marks.positions();
    MarkWait.Look look = markWait.look(generation, marks);
    StallLimit limit = new StallLimit(stall);
    while (sums.size() < positions.size()) {
      long rows = 0;
      for (String peer : instances()) {
        rows += collect(peer, marks, sums);
      }
      look.again();
      if (limit.isStalled(List.of(sums.size(), rows, look.progress()))) {
        Set<MarkPosition> missing = new HashSet<>(positions);
        missing.removeAll(sums.keySet());
        throw new IOException("%s does not tell of %s".formatted(name(), missing));
      }
      Thread.sleep(PAUSE);
    }
    return sums;
  }

  /** Collects what an instance knows, and says how many rows it has read. */
  private long collect(String peer, Marks marks, Map<MarkPosition, Checksum> sums)
      throws InterruptedException {
    try {
      ChecksumsController.Sums told =
          peers.post(peer, path("/checksums"), marks, SUMS, Peers.PATIENCE);
      for (ChecksumsController.Sum sum : told.sums()) {
        SortedMap<Integer, Long> offsets =
            sum.input() == MarkedInput.ACTIVITIES ? marks.lake() : marks.roster();
        sums.put(
            new MarkPosition(
                sum.input(), sum.partition(), offsets.getOrDefault(sum.partition(), -1L)),
            Checksum.parse(sum.checksum()));
      }
      return told.rowsRead();
    } catch (IOException e) {
      // It may be gone: then another instance takes its partitions over.
      log.atDebug().addKeyValue("instance", peer).setCause(e).log("Instance tells no checksums");
      return 0;
    }
  }

  @Override
  public void expectDetails(MarkedInput input, int partition)
      throws IOException, InterruptedException {
    for (String peer : instances()) {
      peers.post(
          peer,
          path("/checksums/details"),
          new ChecksumsController.Partition(input, partition),
          Argument.OBJECT_ARGUMENT,
          Peers.PATIENCE);
    }
  }

  @Override
  public SortedMap<String, String> byAthlete(MarkPosition mark)
      throws IOException, InterruptedException {
    SortedMap<Integer, Long> offset = new TreeMap<>(Map.of(mark.partition(), mark.offset()));
    SortedMap<Integer, Long> none = new TreeMap<>();
    sums(
        mark.input() == MarkedInput.ACTIVITIES ? new Marks(offset, none) : new Marks(none, offset));
    return first(
        path("/checksums/%s/%d/%d".formatted(mark.input(), mark.partition(), mark.offset())));
  }

  /** Has every instance remember what it came to. */
  void know(ChecksumsController.Known known) throws InterruptedException {
    for (String peer : instances()) {
      try {
        peers.post(peer, path("/checksums/known"), known, Argument.OBJECT_ARGUMENT, Peers.PATIENCE);
      } catch (IOException e) {
        log.atInfo().addKeyValue("instance", peer).setCause(e).log("Checksum is not known there");
      }
    }
  }

  @Override
  public SortedMap<String, String> contributions(String athlete, int partition)
      throws IOException, InterruptedException {
    return first(path("/athletes/" + athlete + "/contributions"));
  }

  /** What the first instance says that can tell. */
  private SortedMap<String, String> first(String path) throws IOException, InterruptedException {
    IOException failure = new IOException("no instance has " + name());
    for (String peer : instances()) {
      try {
        return peers.get(peer, path, TEXTS).texts();
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private List<String> instances() {
    return runner.find(generation.id()).map(Peers::of).orElse(List.of());
  }

  private String path(String rest) {
    return "/generations/" + generation.id() + rest;
  }
}
