package io.stridelake.streams.generation;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Role;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.generation.Source;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.streams.ServedGeneration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators decide: looks whether a decision makes sense in the state at the log's end,
 * appends it, and looks again if somebody else was faster. So a decision is either taken on the
 * state that it was given for, or refused with what that state is now.
 */
final class Decisions {
  private static final Logger log = LoggerFactory.getLogger(Decisions.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(10);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Argument<WarmPartitions> PARTITIONS = Argument.of(WarmPartitions.class);
  private static final Duration FOLLOW = Duration.ofSeconds(10);

  private final GenerationRunner runner;
  private final ControlLog control;
  private final RuleSetLibrary library;
  private final Peers peers;

  Decisions(GenerationRunner runner, ControlLog control, RuleSetLibrary library, Peers peers) {
    this.runner = runner;
    this.control = control;
    this.library = library;
    this.peers = peers;
  }

  /** Which partitions of an instance can answer. */
  @Serdeable
  record WarmPartitions(List<Integer> partitions) {}

  /** A decision that does not fit the state. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which way it does not fit. */
    enum Kind {
      UNKNOWN,
      CONFLICT,
      NOT_NOW
    }

    private final Kind kind;

    private RefusedException(Kind kind, String message) {
      super(message);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  /** Makes the command that fits a state, or says why none does. */
  @FunctionalInterface
  private interface Proposal {
    ControlCommand.Decision in(ControlState state) throws RefusedException;
  }

  /** Begins a candidate. */
  Generation start(String ruleSet, Source source) throws RefusedException, InterruptedException {
    requireStored(ruleSet);
    return take(
        state -> {
          Generation candidate = state.candidate().orElse(null);
          if (candidate != null) {
            throw conflict(
                "generation %d is a candidate already, %s: promote or abandon it first",
                candidate.id(), candidate.state());
          }
          return new ControlCommand.Start(
              state.epoch(), ruleSet, source, RankingTopology.STORE_FORMAT, codeVersion());
        },
        state -> state.candidate().orElseThrow());
  }

  /** Lets the candidate answer, once it has caught up and its boards are built. */
  Generation promote(int id) throws RefusedException, InterruptedException {
    Generation candidate = ready(control.state(), id);
    if (!runner.catchUp().comesUp(candidate, CATCH_UP)) {
      throw conflict("generation %d is behind its inputs: try again when it has caught up", id);
    }
    warm(candidate);
    Generation promoted =
        take(
            state -> {
              ready(state, id);
              return new ControlCommand.Promote(state.epoch(), id);
            },
            state -> state.generation(id).orElseThrow());
    awaitPeers();
    return promoted;
  }

  /** Lets the generation before the active one answer again. */
  Generation rollback() throws RefusedException, InterruptedException {
    Generation previous = previous(control.state());
    warm(previous);
    Generation active =
        take(
            state -> {
              if (previous(state).id() != previous.id()) {
                throw conflict("somebody else rolled back or promoted meanwhile");
              }
              return new ControlCommand.Rollback(state.epoch());
            },
            state -> state.active().orElseThrow());
    awaitPeers();
    return active;
  }

  /** Gives a generation up. */
  Generation abandon(int id) throws RefusedException, InterruptedException {
    return take(
        state -> {
          Generation generation = known(state, id);
          if (!generation.role().isKept() || generation.role() == Role.ACTIVE) {
            throw conflict(
                "generation %d is %s (expected a candidate, or the previous one)",
                id, generation.state());
          }
          return new ControlCommand.Abandon(state.epoch(), id);
        },
        state -> state.generation(id).orElseThrow());
  }

  /**
   * Derives the active generation anew in its place; nobody is answered meanwhile.
   *
   * @param ruleSet what shall score it from now on, or null for what scored it before
   */
  Generation reset(@Nullable String ruleSet, Source source)
      throws RefusedException, InterruptedException {
    if (ruleSet != null) {
      requireStored(ruleSet);
    }
    return take(
        state -> {
          Generation active =
              state.active().orElseThrow(() -> conflict("there is no generation to reset"));
          return new ControlCommand.Reset(
              state.epoch(), ruleSet == null ? active.ruleSet() : ruleSet, source, codeVersion());
        },
        state -> state.active().orElseThrow());
  }

  private Generation take(Proposal proposal, Function<ControlState, Generation> result)
      throws RefusedException, InterruptedException {
    ControlState state = control.state();
    while (true) {
      ControlCommand.Decision decision = proposal.in(state);
      ControlLog.Outcome outcome = control.append(decision);
      log.atInfo()
          .addKeyValue("decision", decision)
          .addKeyValue("obeyed", outcome.obeyed())
          .log("Decision about generations");
      if (outcome.obeyed()) {
        runner.await(outcome.state().epoch(), FOLLOW);
        return result.apply(outcome.state());
      }
      state = outcome.state();
    }
  }

  private void requireStored(String ruleSet) throws RefusedException {
    if (library.document(ruleSet).isEmpty()) {
      throw new RefusedException(
          RefusedException.Kind.UNKNOWN, "no rule set of version " + ruleSet + " is stored");
    }
  }

  private static Generation known(ControlState state, int id) throws RefusedException {
    return state
        .generation(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusedException.Kind.UNKNOWN, "there is no generation " + id));
  }

  private static Generation ready(ControlState state, int id) throws RefusedException {
    Generation generation = known(state, id);
    if (!generation.isReady()) {
      throw conflict(
          "generation %d is %s (expected a candidate that is ready)", id, generation.state());
    }
    return generation;
  }

  private static Generation previous(ControlState state) throws RefusedException {
    return state
        .previous()
        .orElseThrow(() -> conflict("there is no previous generation to go back to"));
  }

  /** Has every instance build the boards that people look at, until all partitions can answer. */
  private void warm(Generation generation) throws RefusedException, InterruptedException {
    long latest = System.nanoTime() + WARM_UP.toNanos();
    Set<Integer> ready = warmPartitions(generation);
    while (ready.size() < runner.topics().partitions()) {
      if (System.nanoTime() > latest) {
        throw notNow("only partitions %s of generation %d can answer now", ready, generation.id());
      }
      Thread.sleep(PAUSE);
      ready = warmPartitions(generation);
    }
  }

  private Set<Integer> warmPartitions(Generation generation)
      throws RefusedException, InterruptedException {
    ServedGeneration here =
        runner
            .find(generation.id())
            .orElseThrow(() -> notNow("generation %d does not run here", generation.id()));
    Set<Integer> ready = new TreeSet<>();
    for (String peer : Peers.of(here)) {
      try {
        ready.addAll(
            peers
                .post(peer, "/generations/" + generation.id() + "/warm", PARTITIONS, WARM_UP)
                .partitions());
      } catch (IOException e) {
        log.atWarn().addKeyValue("instance", peer).setCause(e).log("Boards cannot be built there");
      }
    }
    return ready;
  }

  /** Waits until every instance that can be reached answers by the same generation. */
  private void awaitPeers() throws InterruptedException {
    ControlState state = runner.state();
    for (String peer : Peers.of(runner.served())) {
      try {
        peers.post(peer, "/epochs/" + state.epoch(), Argument.OBJECT_ARGUMENT, FOLLOW);
      } catch (IOException e) {
        log.atWarn().addKeyValue("instance", peer).setCause(e).log("Instance does not follow yet");
      }
    }
  }

  private static String codeVersion() {
    String version = Decisions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static RefusedException conflict(String message, Object... values) {
    return new RefusedException(RefusedException.Kind.CONFLICT, message.formatted(values));
  }

  private static RefusedException notNow(String message, Object... values) {
    return new RefusedException(RefusedException.Kind.NOT_NOW, message.formatted(values));
  }
}
