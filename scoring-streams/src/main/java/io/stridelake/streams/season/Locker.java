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
import io.stridelake.streams.mark.MarkWait;
import io.stridelake.streams.mark.Marks;
import io.stridelake.streams.mark.StallLimit;
import io.stridelake.streams.season.CopyJob.Copied;
import io.stridelake.streams.season.CopyJob.Status;
import io.stridelake.streams.season.CopyJob.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a season: waits until every partition has passed the marks that were written for it, has
 * every instance copy the standings of its partitions under a fresh id, and says in the control log
 * that they are the season from now on. Until then nothing counts of what was written, so an
 * attempt that ends anywhere leaves the season as it was; another one writes under an id of its
 * own.
 */
final class Locker {
  private static final Logger log = LoggerFactory.getLogger(Locker.class);
  private static final Argument<Status> STATUS = Argument.of(Status.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration FOLLOW = Duration.ofSeconds(10);

  private final GenerationRunner runner;
  private final ControlLog control;
  private final Peers peers;
  private final MarkWait marks;
  private final Duration stall;

  /**
   * Locks what is served.
   *
   * @param stall how long nothing may move before it gives up
   */
  Locker(GenerationRunner runner, Peers peers, Duration stall) {
    this.runner = runner;
    this.control = runner.control();
    this.peers = peers;
    this.marks = new MarkWait(runner, peers, stall);
    this.stall = stall;
  }

  /**
   * What shall be locked.
   *
   * @param before the state at the end of the control log when somebody decided it
   * @param active what was served then
   * @param written the marks, everything before which shall be in the copy
   * @param evenSo what waits nevertheless, in words, or null for nothing
   */
  record Order(
      ControlState before,
      ServedGeneration active,
      Season season,
      Marks.Written written,
      @Nullable String evenSo) {}

  /**
   * Locks it.
   *
   * @throws LockRefusedException if somebody else locked or unlocked it meanwhile
   * @throws IOException if a partition does not pass the marks or cannot be copied now; it says
   *     which, and nothing has changed
   */
  SeasonLock lock(Order order) throws IOException, InterruptedException, LockRefusedException {
    ServedGeneration active = order.active();
    Season season = order.season();
    marks.await(active.generation(), order.written().marks());
    String lock = UUID.randomUUID().toString();
    SortedMap<Integer, Copied> copies =
        copies(
            active,
            season.id(),
            new Wanted(lock, season.from(), season.to(), order.written().marks()));
    SortedMap<Integer, Map<String, Long>> offsets = new TreeMap<>();
    copies.forEach((partition, copied) -> offsets.put(partition, copied.offsets()));
    return decided(
        order,
        new SeasonLock(
            season.id(),
            lock,
            active.ruleSet().version(),
            season.from(),
            season.to(),
            order.written().at(),
            active.generation().id(),
            copies.values().stream().mapToLong(Copied::athletes).sum(),
            offsets,
            order.evenSo()));
  }

  /** Has all instances copy at once, and waits as long as one of them gets on. */
  private SortedMap<Integer, Copied> copies(ServedGeneration active, String season, Wanted wanted)
      throws IOException, InterruptedException {
    String path = "/generations/%d/seasons/%s/copies".formatted(active.generation().id(), season);
    List<String> instances = Peers.of(active);
    Map<String, Status> known = new HashMap<>();
    StallLimit limit = new StallLimit(stall);
    while (known.size() < instances.size() || !known.values().stream().allMatch(Status::finished)) {
      for (String peer : instances) {
        Status before = known.get(peer);
        if (before == null || !before.finished()) {
          known.put(peer, peers.post(peer, path, wanted, STATUS, Peers.PATIENCE));
        }
      }
      if (limit.isStalled(Map.copyOf(known))) {
        throw new IOException(
            "no athlete was copied within %d s: %s are not through"
                .formatted(stall.toSeconds(), unfinished(known)));
      }
      Thread.sleep(PAUSE);
    }
    return whole(known);
  }

  private SortedMap<Integer, Copied> whole(Map<String, Status> known) throws IOException {
    SortedMap<Integer, Copied> copies = new TreeMap<>();
    for (Status status : known.values()) {
      for (Copied copied : status.copies()) {
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

  private static List<String> unfinished(Map<String, Status> known) {
    return known.entrySet().stream()
        .filter(each -> !each.getValue().finished())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Appends the lock, if nobody else decided about the season and the generation answers still. */
  private SeasonLock decided(Order order, SeasonLock wanted)
      throws IOException, InterruptedException, LockRefusedException {
    ControlState state = control.state();
    while (true) {
      requireUndecided(order.before(), state, wanted.season());
      if (state.active().filter(now -> isSame(now, order.active().generation())).isEmpty()) {
        throw new IOException("another generation was promoted, or derived anew, meanwhile");
      }
      ControlLog.Outcome outcome = control.append(new ControlCommand.Lock(state.epoch(), wanted));
      log.atInfo()
          .addKeyValue("season", wanted.season())
          .addKeyValue("lock", wanted.lock())
          .addKeyValue("obeyed", outcome.obeyed())
          .log("Decision to lock a season");
      state = outcome.state();
      if (outcome.obeyed()) {
        runner.await(state.epoch(), FOLLOW);
        return wanted;
      }
    }
  }

  /** Takes a lock back; the caller has seen that it holds. */
  ControlState unlock(ControlState before, SeasonLock held, String why)
      throws InterruptedException, LockRefusedException {
    ControlState state = before;
    while (true) {
      requireUndecided(before, state, held.season());
      ControlCommand.Unlock unlock =
          new ControlCommand.Unlock(state.epoch(), held.season(), held.lock(), why);
      String objection = runner.objection(unlock.logFormat()).orElse(null);
      if (objection != null) {
        throw new LockRefusedException(objection);
      }
      ControlLog.Outcome outcome = control.append(unlock);
      log.atInfo()
          .addKeyValue("season", held.season())
          .addKeyValue("lock", held.lock())
          .addKeyValue("obeyed", outcome.obeyed())
          .log("Decision to unlock a season");
      state = outcome.state();
      if (outcome.obeyed()) {
        runner.await(state.epoch(), FOLLOW);
        return state;
      }
    }
  }

  private static void requireUndecided(ControlState before, ControlState now, String season)
      throws LockRefusedException {
    if (!now.lock(season).equals(before.lock(season))
        || !now.unlocks(season).equals(before.unlocks(season))) {
      throw new LockRefusedException(
          now.lock(season)
              .map(
                  lock ->
                      "season %s was locked by somebody else meanwhile, at %s as lock %s"
                          .formatted(season, lock.lockedAt(), lock.lock()))
              .orElseGet(
                  () ->
                      "season %s was unlocked by somebody else meanwhile: %s"
                          .formatted(season, now.unlocks(season).getLast().why())));
    }
  }

  private static boolean isSame(Generation now, Generation copied) {
    return now.id() == copied.id() && now.resets() == copied.resets();
  }
}
