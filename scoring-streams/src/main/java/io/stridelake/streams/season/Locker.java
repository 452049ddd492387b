package io.stridelake.streams.season;

import io.micronaut.core.type.Argument;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.SeasonLock;
import io.stridelake.rules.Season;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.season.CopiesController.All;
import io.stridelake.streams.season.CopiesController.Copied;
import io.stridelake.streams.season.CopiesController.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a season: has every instance copy the standings of its partitions under a fresh id, and
 * says in the control log that they are the season from now on. Until then nothing counts of what
 * was written, so an attempt that ends anywhere leaves the season as it was; another one writes
 * under an id of its own.
 */
final class Locker {
  private static final Logger log = LoggerFactory.getLogger(Locker.class);
  private static final Argument<All> COPIES = Argument.of(All.class);

  /** An instance reads all activities of its partitions, and writes what is of the season. */
  private static final Duration COPYING = Duration.ofMinutes(5);

  private static final Duration FOLLOW = Duration.ofSeconds(10);

  private final GenerationRunner runner;
  private final ControlLog control;
  private final Peers peers;

  Locker(GenerationRunner runner, Peers peers) {
    this.runner = runner;
    this.control = runner.control();
    this.peers = peers;
  }

  /**
   * Locks it; returns the lock that holds, also if somebody else was faster.
   *
   * @param active what is served
   * @throws IOException if a partition cannot be copied now; it says which
   */
  SeasonLock lock(ServedGeneration active, Season season) throws IOException, InterruptedException {
    String lock = UUID.randomUUID().toString();
    // A store that was restored does not know how far it is, but what is committed is in it.
    SortedMap<Integer, Map<String, Long>> offsets = runner.applied(active.generation());
    SortedMap<Integer, Copied> copies = copies(active, season, lock);
    copies.forEach(
        (partition, copied) ->
            copied
                .offsets()
                .forEach(
                    (topic, offset) ->
                        offsets
                            .computeIfAbsent(partition, ignored -> new TreeMap<>())
                            .merge(topic, offset, Math::max)));
    SeasonLock wanted =
        new SeasonLock(
            season.id(),
            lock,
            active.ruleSet().version(),
            season.from(),
            season.to(),
            Instant.now(),
            active.generation().id(),
            copies.values().stream().mapToLong(Copied::athletes).sum(),
            offsets);
    return decided(wanted, active.generation());
  }

  private SortedMap<Integer, Copied> copies(ServedGeneration active, Season season, String lock)
      throws IOException, InterruptedException {
    String path =
        "/generations/%d/seasons/%s/copies".formatted(active.generation().id(), season.id());
    SortedMap<Integer, Copied> copies = new TreeMap<>();
    for (String peer : Peers.of(active)) {
      for (Copied copied :
          peers
              .post(peer, path, new Wanted(lock, season.from(), season.to()), COPIES, COPYING)
              .copies()) {
        if (copies.put(copied.partition(), copied) != null) {
          throw new IOException(
              "partition %d moved while it was copied".formatted(copied.partition()));
        }
      }
    }
    if (copies.size() < runner.topics().partitions()) {
      throw new IOException(
          "only partitions %s of %d can be copied now"
              .formatted(copies.keySet(), runner.topics().partitions()));
    }
    return copies;
  }

  /** Appends the lock as long as nobody else has locked the season and the generation answers. */
  private SeasonLock decided(SeasonLock wanted, Generation generation)
      throws IOException, InterruptedException {
    ControlState state = control.state();
    while (state.lock(wanted.season()).isEmpty()) {
      if (state.active().filter(now -> isSame(now, generation)).isEmpty()) {
        throw new IOException("another generation was promoted meanwhile");
      }
      ControlLog.Outcome outcome = control.append(new ControlCommand.Lock(state.epoch(), wanted));
      log.atInfo()
          .addKeyValue("season", wanted.season())
          .addKeyValue("lock", wanted.lock())
          .addKeyValue("obeyed", outcome.obeyed())
          .log("Season is locked");
      state = outcome.state();
    }
    runner.await(state.epoch(), FOLLOW);
    return state.lock(wanted.season()).orElseThrow();
  }

  private static boolean isSame(Generation now, Generation copied) {
    return now.id() == copied.id() && now.resets() == copied.resets();
  }
}
