package io.stridelake.streams.generation;

import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance looks after on its own account: it says in the log what it sees of derivations
 * and deletes what is left of those that nobody needs. Each of its steps may run any number of
 * times, on any number of instances.
 */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  /** What instances that were away made anew is found after so long. */
  private static final Duration SWEEP = Duration.ofSeconds(60);

  /** How often offsets are looked at that have nothing left to catch up with. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final RunningApps apps;
  private final ControlLog control;
  private final CatchUp catchUp;
  private final Remains remains;
  private final Duration keepPrevious;
  private final String codeVersion;
  private final LongSupplier nanoClock;
  private @Nullable ControlState swept;
  private long sweptAt;
  private @Nullable Generation former;
  private long formerSince;

  /**
   * Nothing is looked at yet.
   *
   * @param keepPrevious how long the generation that answered before is kept
   * @param codeVersion of this instance
   */
  Upkeep(
      RunningApps apps,
      ControlLog control,
      CatchUp catchUp,
      Remains remains,
      Duration keepPrevious,
      String codeVersion,
      LongSupplier nanoClock) {
    this.apps = apps;
    this.control = control;
    this.catchUp = catchUp;
    this.remains = remains;
    this.keepPrevious = keepPrevious;
    this.codeVersion = codeVersion;
    this.nanoClock = nanoClock;
  }

  /** Looks how far the derivations are that run here, and says in the log which are complete. */
  void look(ControlState now) {
    List<Generation> running =
        now.kept().stream().filter(generation -> apps.find(generation).isPresent()).toList();
    catchUp.retain(running);
    for (Generation generation : running) {
      if (isDue(generation)
          && catchUp.look(generation).isComplete()
          && !generation.complete()
          && generation.failure() == null) {
        log.atInfo().addKeyValue("generation", generation.id()).log("Generation is complete");
        control.append(new ControlCommand.Completed(generation.id(), generation.resets()));
      }
    }
  }

  private boolean isDue(Generation generation) {
    return !generation.complete()
        || catchUp
            .completeness(generation)
            .filter(Completeness::isComplete)
            .map(known -> isOld(known) || hasHadNoLeaseSince(known, generation))
            .orElse(true);
  }

  private boolean isOld(Completeness known) {
    return nanoClock.getAsLong() - known.lookedAt() >= LOOK.toNanos();
  }

  /** Somebody may have set offsets back meanwhile; it does not answer as an owner until then. */
  private boolean hasHadNoLeaseSince(Completeness known, Generation generation) {
    return apps.find(generation)
        .filter(running -> running.ranking().lease().lapsedAt() - known.lookedAt() >= 0)
        .isPresent();
  }

  /**
   * Says in the log that the candidate cannot be derived, if no instance can: this version refuses
   * it, or it failed here several times and no other instance works on it.
   */
  void giveUp(ControlState now) {
    Generation candidate =
        now.candidate().filter(generation -> generation.failure() == null).orElse(null);
    if (candidate == null) {
      return;
    }
    Optional<String> reason =
        apps.refusal(candidate)
            .filter(CannotRunException::isEverywhere)
            .filter(ignored -> codeVersion.equals(candidate.codeVersion()))
            .map(Throwable::getMessage)
            .or(
                () ->
                    apps.failure(candidate)
                        .filter(ignored -> remains.isEmpty(candidate.applicationId())));
    reason.ifPresent(
        why -> control.append(new ControlCommand.Failed(candidate.id(), candidate.resets(), why)));
  }

  /**
   * Gives up the previous generation once this process has seen it for as long as it is kept.
   * Clocks of machines are not compared, since one that is a day ahead would delete it at once.
   */
  void retire(ControlState now) {
    Generation previous = now.previous().orElse(null);
    if (previous == null) {
      former = null;
      return;
    }
    long nanos = nanoClock.getAsLong();
    if (!isSame(previous, former)) {
      former = previous;
      formerSince = nanos;
    }
    if (nanos - formerSince >= keepPrevious.toNanos()) {
      control.append(new ControlCommand.Abandon(now.epoch(), previous.id()));
    }
  }

  private static boolean isSame(Generation previous, @Nullable Generation before) {
    return before != null
        && before.id() == previous.id()
        && before.since().equals(previous.since());
  }

  /** Deletes what nobody needs: at once after a change, else now and then. */
  void sweep(ControlState now) {
    List<Generation> retired =
        now.generations().values().stream()
            .filter(generation -> generation.role() == Role.RETIRED)
            .toList();
    long nanos = nanoClock.getAsLong();
    if (now.equals(swept) && retired.isEmpty() && nanos - sweptAt < SWEEP.toNanos()) {
      return;
    }
    sweptAt = nanos;
    Set<String> left = remains.delete(now, apps::isHere);
    for (Generation generation : retired) {
      if (!left.contains(generation.applicationId())) {
        control.append(new ControlCommand.Deleted(generation.id(), generation.resets()));
      }
    }
    swept = left.isEmpty() ? now : null;
  }
}
