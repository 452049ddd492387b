package io.stridelake.generation;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the control log comes to at some offset. All instances fold the same log in the same order,
 * so all come to the same state.
 *
 * @param epoch how many decisions were obeyed
 * @param generations all that there ever were, by id
 * @param seasons those that are locked, by id
 * @param unlocks the locks that were taken back, by season, the oldest first
 */
public record ControlState(
    long epoch,
    SortedMap<Integer, Generation> generations,
    SortedMap<String, SeasonLock> seasons,
    SortedMap<String, List<SeasonUnlock>> unlocks) {
  /** The state before the first command. */
  public static final ControlState EMPTY =
      new ControlState(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public ControlState {
    generations = Collections.unmodifiableSortedMap(new TreeMap<>(generations));
    seasons = Collections.unmodifiableSortedMap(new TreeMap<>(seasons));
    unlocks = Collections.unmodifiableSortedMap(new TreeMap<>(unlocks));
  }

  /** The generation that answers, or none before the first. */
  public Optional<Generation> active() {
    return only(Role.ACTIVE);
  }

  /** The generation that is derived beside it. */
  public Optional<Generation> candidate() {
    return only(Role.CANDIDATE);
  }

  /** The generation that answered before. */
  public Optional<Generation> previous() {
    return only(Role.PREVIOUS);
  }

  /** Those whose apps run. */
  public List<Generation> kept() {
    return generations.values().stream().filter(each -> each.role().isKept()).toList();
  }

  /** The catalogues that kept generations read. */
  public Collection<Integer> catalogues() {
    return kept().stream()
        .map(Generation::catalogue)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  /** The generation of that id. */
  public Optional<Generation> generation(int id) {
    return Optional.ofNullable(generations.get(id));
  }

  /**
   * The state after a line.
   *
   * @param at when it was appended
   * @return this very state if it is not obeyed
   */
  public ControlState after(ControlCommand command, Instant at) {
    return switch (command) {
      case ControlCommand.Decision decision ->
          decision.expectedEpoch() == epoch ? counted(decision, decided(decision, at)) : this;
      case ControlCommand.Observation observation -> {
        Generation seen = generations.get(observation.generation());
        yield seen != null && seen.resets() == observation.resets()
            ? seen(seen, observation)
            : this;
      }
    };
  }

  /**
   * The state after a command that this version does not know. It counts as a decision if it says
   * which epoch it expects and that is the present one; nothing else changes.
   *
   * @param expectedEpoch what it says, or null if it says nothing
   */
  ControlState afterUnknown(@Nullable Long expectedEpoch) {
    return expectedEpoch != null && expectedEpoch == epoch ? advanced() : this;
  }

  /** Whether both say the same but for the epoch. */
  boolean saysTheSameAs(ControlState other) {
    return generations.equals(other.generations)
        && seasons.equals(other.seasons)
        && unlocks.equals(other.unlocks);
  }

  /** From log format 2 on a decision is counted also if it changes nothing. */
  private ControlState counted(ControlCommand.Decision decision, ControlState after) {
    return after.epoch == epoch && decision.logFormat() > 1 ? advanced() : after;
  }

  private ControlState advanced() {
    return new ControlState(epoch + 1, generations, seasons, unlocks);
  }

  private ControlState decided(ControlCommand.Decision decision, Instant at) {
    return switch (decision) {
      case ControlCommand.Found found -> found(found, at);
      case ControlCommand.Start start -> started(start, at);
      case ControlCommand.Promote promote -> promoted(promote, at);
      case ControlCommand.Rollback _ -> rolledBack(at);
      case ControlCommand.Abandon abandon -> abandoned(abandon, at);
      case ControlCommand.Reset reset -> reset(reset, at);
      case ControlCommand.Lock lock -> locked(lock.season());
      case ControlCommand.Unlock unlock -> unlocked(unlock, at);
    };
  }

  private ControlState found(ControlCommand.Found found, Instant at) {
    Generation first =
        Generation.begun(
            nextId(),
            active().map(Generation::catalogue).orElse(1),
            found.ruleSet(),
            found.format(),
            Source.CATALOGUE,
            null,
            Role.ACTIVE,
            at);
    // What was derived before has rows that the newer version cannot read.
    Stream<Generation> former = kept().stream().map(each -> each.as(Role.RETIRED, at));
    return next(Stream.concat(former, Stream.of(first)));
  }

  private ControlState started(ControlCommand.Start start, Instant at) {
    Generation active = active().orElse(null);
    if (active == null || candidate().isPresent()) {
      return this;
    }
    return next(
        Generation.begun(
            nextId(),
            start.source() == Source.LAKE ? nextCatalogue() : active.catalogue(),
            start.ruleSet(),
            start.storeFormat(),
            start.source(),
            start.codeVersion(),
            Role.CANDIDATE,
            at));
  }

  private ControlState promoted(ControlCommand.Promote promote, Instant at) {
    Generation candidate = candidate().filter(Generation::isReady).orElse(null);
    Generation active = active().orElse(null);
    if (candidate == null || active == null || candidate.id() != promote.generation()) {
      return this;
    }
    return next(
        Stream.concat(
            previous().stream().map(each -> each.as(Role.RETIRED, at)),
            Stream.of(active.as(Role.PREVIOUS, at), candidate.as(Role.ACTIVE, at))));
  }

  private ControlState rolledBack(Instant at) {
    Generation previous = previous().filter(Generation::complete).orElse(null);
    Generation active = active().orElse(null);
    return previous == null || active == null
        ? this
        : next(Stream.of(active.as(Role.PREVIOUS, at), previous.as(Role.ACTIVE, at)));
  }

  private ControlState abandoned(ControlCommand.Abandon abandon, Instant at) {
    Generation given = generations.get(abandon.generation());
    return given == null || !given.role().isKept() || given.role() == Role.ACTIVE
        ? this
        : next(given.as(Role.RETIRED, at));
  }

  private ControlState reset(ControlCommand.Reset reset, Instant at) {
    return active()
        .map(
            active ->
                next(
                    active.reset(
                        reset.source() == Source.LAKE ? nextCatalogue() : active.catalogue(),
                        reset.ruleSet(),
                        reset.source(),
                        reset.codeVersion(),
                        at)))
        .orElse(this);
  }

  private ControlState locked(SeasonLock lock) {
    if (seasons.containsKey(lock.season())) {
      return this;
    }
    TreeMap<String, SeasonLock> all = new TreeMap<>(seasons);
    all.put(lock.season(), lock);
    return new ControlState(epoch + 1, generations, all, unlocks);
  }

  private ControlState unlocked(ControlCommand.Unlock unlock, Instant at) {
    SeasonLock held = seasons.get(unlock.season());
    if (held == null || !held.lock().equals(unlock.lock())) {
      return this;
    }
    TreeMap<String, SeasonLock> left = new TreeMap<>(seasons);
    left.remove(unlock.season());
    TreeMap<String, List<SeasonUnlock>> all = new TreeMap<>(unlocks);
    all.put(
        unlock.season(),
        Stream.concat(
                unlocks(unlock.season()).stream(),
                Stream.of(new SeasonUnlock(held.lock(), held.lockedAt(), at, unlock.why())))
            .toList());
    return new ControlState(epoch + 1, generations, left, all);
  }

  private ControlState seen(Generation seen, ControlCommand.Observation observation) {
    Generation after =
        switch (observation) {
          case ControlCommand.Completed _ -> seen.role().isKept() ? seen.completed() : seen;
          case ControlCommand.Failed failed -> seen.failed(failed.reason());
          case ControlCommand.Deleted _ ->
              seen.role() == Role.RETIRED ? seen.as(Role.DELETED, seen.since()) : seen;
        };
    return after.equals(seen) ? this : with(epoch, Stream.of(after));
  }

  private int nextId() {
    return generations.isEmpty() ? 1 : generations.lastKey() + 1;
  }

  private int nextCatalogue() {
    return 1 + generations.values().stream().mapToInt(Generation::catalogue).max().orElse(0);
  }

  /** How a season is locked. */
  public Optional<SeasonLock> lock(String season) {
    return Optional.ofNullable(seasons.get(season));
  }

  /** The locks of a season that were taken back, the oldest first. */
  public List<SeasonUnlock> unlocks(String season) {
    return unlocks.getOrDefault(season, List.of());
  }

  private Optional<Generation> only(Role role) {
    return generations.values().stream().filter(each -> each.role() == role).findFirst();
  }

  private ControlState next(Generation changed) {
    return next(Stream.of(changed));
  }

  private ControlState next(Stream<Generation> changed) {
    return with(epoch + 1, changed);
  }

  private ControlState with(long otherEpoch, Stream<Generation> changed) {
    TreeMap<Integer, Generation> all = new TreeMap<>(generations);
    changed.forEach(each -> all.put(each.id(), each));
    return new ControlState(otherEpoch, all, seasons, unlocks);
  }
}
