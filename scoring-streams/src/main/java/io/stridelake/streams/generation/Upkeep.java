package io.stridelake.streams.generation;

import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instance looks after on its own account: it says in the log what it sees of derivations
 * and deletes what is left of those that nobody needs.
 */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** What instances that were away made anew is found after so long. */
  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Supplier<ControlState> state;
  private final RunningApps apps;
  private final ControlLog control;
  private final CatchUp catchUp;
  private final Remains remains;
  private final Duration keepPrevious;
  private long swept;
  private volatile boolean isMore = true;

  Upkeep(
      Supplier<ControlState> state,
      RunningApps apps,
      ControlLog control,
      CatchUp catchUp,
      Remains remains,
      Duration keepPrevious) {
    this.state = state;
    this.apps = apps;
    this.control = control;
    this.catchUp = catchUp;
    this.remains = remains;
    this.keepPrevious = keepPrevious;
  }

  /** Goes on until the thread is interrupted. */
  void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        round(state.get());
        Thread.sleep(PAUSE);
      } catch (InterruptedException | InterruptException e) {
        return;
      } catch (KafkaException e) {
        log.atWarn().setCause(e).log("Kafka does not answer, looking after generations later");
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("Generations cannot be looked after");
      }
    }
  }

  private void round(ControlState now) {
    List<Generation> derived =
        now.kept().stream()
            .filter(generation -> !generation.complete() && generation.failure() == null)
            .toList();
    catchUp.retain(derived);
    derived.forEach(this::watch);
    now.kept().stream()
        .filter(generation -> generation.role() != Role.ACTIVE && generation.failure() == null)
        .forEach(this::revive);
    now.previous()
        .filter(former -> former.since().plus(keepPrevious).isBefore(Instant.now()))
        .ifPresent(former -> control.append(new ControlCommand.Abandon(now.epoch(), former.id())));
    sweep(now);
  }

  private void watch(Generation generation) {
    if (apps.find(generation).isPresent() && catchUp.look(generation)) {
      log.atInfo().addKeyValue("generation", generation.id()).log("Generation is complete");
      control.append(new ControlCommand.Completed(generation.id(), generation.resets()));
    }
  }

  /**
   * Starts what failed beside the active generation anew. The service's liveness speaks of the
   * active one, and only a new process helps that.
   */
  private void revive(Generation generation) {
    String reason =
        apps.find(generation)
            .flatMap(here -> here.ranking().failure().or(here.catalogue()::failure))
            .orElse(null);
    if (reason == null) {
      return;
    }
    boolean again = apps.tryAgain(generation);
    log.atError()
        .addKeyValue("generation", generation.id())
        .addKeyValue("reason", reason)
        .addKeyValue("again", again)
        .log("Derivation has failed");
    if (!again && generation.role() == Role.CANDIDATE) {
      control.append(new ControlCommand.Failed(generation.id(), generation.resets(), reason));
    }
  }

  /** Looks often while there is something to delete, and now and then otherwise. */
  private void sweep(ControlState now) {
    List<Generation> retired =
        now.generations().values().stream()
            .filter(generation -> generation.role() == Role.RETIRED)
            .toList();
    long nanos = System.nanoTime();
    if (!isMore && retired.isEmpty() && nanos - swept < SWEEP.toNanos()) {
      return;
    }
    swept = nanos;
    Set<String> left = remains.delete(now, apps::isHere);
    isMore = !left.isEmpty();
    for (Generation generation : retired) {
      if (!left.contains(generation.applicationId())) {
        control.append(new ControlCommand.Deleted(generation.id(), generation.resets()));
      }
    }
  }

  /** Something is no longer needed: looks at once, not when it is time again. */
  void wake() {
    isMore = true;
  }
}
