package io.stridelake.streams.verification;

import io.micronaut.core.type.Argument;
import io.stridelake.generation.Generation;
import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.mark.Marks;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** What all instances together derived of a generation. */
final class DerivedByGeneration implements Derived {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Argument<ChecksumsController.Sums> SUMS =
      Argument.of(ChecksumsController.Sums.class);
  private static final Argument<ChecksumsController.Texts> TEXTS =
      Argument.of(ChecksumsController.Texts.class);

  private final GenerationRunner runner;
  private final Peers peers;
  private final Generation generation;

  DerivedByGeneration(GenerationRunner runner, Peers peers, Generation generation) {
    this.runner = runner;
    this.peers = peers;
    this.generation = generation;
  }

  @Override
  public String name() {
    return "generation " + generation.id();
  }

  @Override
  public Map<MarkPosition, Checksum> sums(Marks marks) throws IOException, InterruptedException {
    Map<MarkPosition, Checksum> sums = new HashMap<>();
    List<MarkPosition> positions = marks.positions();
    long latest = System.nanoTime() + PATIENCE.toNanos();
    while (sums.size() < positions.size()) {
      if (System.nanoTime() > latest) {
        Set<MarkPosition> missing = new HashSet<>(positions);
        missing.removeAll(sums.keySet());
        throw new IOException("%s has not reached %s".formatted(name(), missing));
      }
      for (String peer : instances()) {
        collect(peer, marks, sums);
      }
      Thread.sleep(PAUSE);
    }
    return sums;
  }

  private void collect(String peer, Marks marks, Map<MarkPosition, Checksum> sums)
      throws IOException, InterruptedException {
    for (ChecksumsController.Sum sum :
        peers.post(peer, path("/checksums"), marks, SUMS, Peers.PATIENCE).sums()) {
      SortedMap<Integer, Long> offsets =
          sum.input() == MarkedInput.ACTIVITIES ? marks.lake() : marks.roster();
      sums.put(
          new MarkPosition(
              sum.input(), sum.partition(), offsets.getOrDefault(sum.partition(), -1L)),
          Checksum.parse(sum.checksum()));
    }
  }

  @Override
  public SortedMap<String, String> byAthlete(MarkPosition mark)
      throws IOException, InterruptedException {
    return first(
        path("/checksums/%s/%d/%d".formatted(mark.input(), mark.partition(), mark.offset())));
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
