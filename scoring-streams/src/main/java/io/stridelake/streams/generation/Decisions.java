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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators decide: looks whether a decision makes sense in the state at the log's end and
 * appends it for exactly that state. So of two who decide at once one wins; the other is refused
 * with what happened meanwhile, and nothing of theirs is done.
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
  private final LogFormatGate gate;

  Decisions(GenerationRunner runner, ControlLog control, RuleSetLibrary library, Peers peers) {
    this.runner = runner;
    this.control = control;
    this.library = library;
    this.peers = peers;
    this.gate = new LogFormatGate(this::instances, peers);
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

    /** It does not fit the state. */
    static RefusedException conflict(String message, Object... values) {
      return new RefusedException(Kind.CONFLICT, message.formatted(values));
    }

    /** It may fit in a moment. */
    static RefusedException notNow(String message, Object... values) {
      return new RefusedException(Kind.NOT_NOW, message.formatted(values));
    }

    Kind kind() {
      return kind;
    }
  }

  /** Begins a candidate. */
  Generation start(String ruleSet, Source source) throws RefusedException, InterruptedException {
    requireStored(ruleSet);
    ControlState state = control.state();
    Generation candidate = state.candidate().orElse(null);
    if (candidate != null) {
      throw RefusedException.conflict(
          "generation %d is a candidate already, %s: promote or abandon it first",
          candidate.id(), candidate.state());
    }
    return take(new ControlCommand.Start(
            state.epoch(), ruleSet, source, RankingTopology.STORE_FORMAT, CodeVersion.own()))
        .candidate()
        .orElseThrow();
  }

  /** Lets the candidate answer, once it has caught up and its boards are built. */
  Generation promote(int id) throws RefusedException, InterruptedException {
    ControlState state = control.state();
    Generation candidate = ready(state, id);
    requireCaughtUp(candidate);
    warm(candidate);
    ControlState after = take(new ControlCommand.Promote(state.epoch(), id));
    awaitPeers(after);
    return after.generation(id).orElseThrow();
  }

  /** Lets the generation before the active one answer again. */
  Generation rollback() throws RefusedException, InterruptedException {
    ControlState state = control.state();
    Generation previous = previous(state);
    if (previous.storeFormat() != RankingTopology.STORE_FORMAT) {
      throw RefusedException.conflict(
          "generation %d keeps rows of store format %d, and this instance can run format %d only: an "
              + "instance of the version that made it has to go back to it",
          previous.id(), previous.storeFormat(), RankingTopology.STORE_FORMAT);
    }
    requireCaughtUp(previous);
    warm(previous);
    ControlState after = take(new ControlCommand.Rollback(state.epoch()));
    awaitPeers(after);
    return after.active().orElseThrow();
  }

  /** Gives a generation up. */
  Generation abandon(int id) throws RefusedException, InterruptedException {
    ControlState state = control.state();
    Generation generation = known(state, id);
    if (!generation.role().isKept() || generation.role() == Role.ACTIVE) {
      throw RefusedException.conflict(
          "generation %d is %s (expected a candidate, or the previous one)",
          id, generation.state());
    }
    return take(new ControlCommand.Abandon(state.epoch(), id)).generation(id).orElseThrow();
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
    ControlState state = control.state();
    Generation active =
        state
            .active()
            .orElseThrow(() -> RefusedException.conflict("there is no generation to reset"));
    if (active.storeFormat() != RankingTopology.STORE_FORMAT) {
      throw RefusedException.conflict(
          "generation %d keeps rows of store format %d; it is being derived anew in format %d beside",
          active.id(), active.storeFormat(), RankingTopology.STORE_FORMAT);
    }
    return take(new ControlCommand.Reset(
            state.epoch(), ruleSet == null ? active.ruleSet() : ruleSet, source, CodeVersion.own()))
        .active()
        .orElseThrow();
  }

  /**
   * Appends a decision for the epoch that it expects and waits a while until this instance has done
   * what follows from it.
   *
   * @return the state behind it
   * @throws RefusedException if another decision was taken meanwhile; it says which
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
   */
  ControlState take(ControlCommand.Decision decision)
      throws RefusedException, InterruptedException {
    gate.require(decision.logFormat());
    ControlLog.Outcome outcome = control.append(decision);
    log.atInfo()
        .addKeyValue("decision", decision)
        .addKeyValue("obeyed", outcome.obeyed())
        .log("Decision about generations");
    if (!outcome.obeyed()) {
      throw RefusedException.conflict(
          "somebody else decided meanwhile: %s. Nothing was done: look again, then decide",
          outcome.meanwhile().isEmpty()
              ? "the state is another one"
              : String.join("; ", outcome.meanwhile()));
    }
    runner.await(outcome.state().epoch(), FOLLOW);
    return outcome.state();
  }

  /** Why decisions of a log format must not be written now; empty if they may. */
  Optional<String> objection(int logFormat) throws InterruptedException {
    try {
      gate.require(logFormat);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void requireCaughtUp(Generation generation)
      throws RefusedException, InterruptedException {
    if (!runner.catchUp().comesUp(generation, CATCH_UP)) {
      throw RefusedException.conflict(
          "generation %d is behind its inputs: try again when it has caught up", generation.id());
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
      throw RefusedException.conflict(
          "generation %d is %s (expected a candidate that is ready)", id, generation.state());
    }
    return generation;
  }

  private static Generation previous(ControlState state) throws RefusedException {
    return state
        .previous()
        .orElseThrow(
            () -> RefusedException.conflict("there is no previous generation to go back to"));
  }

  /** Has every instance build the boards that people look at, until all partitions can answer. */
  private void warm(Generation generation) throws RefusedException, InterruptedException {
    long latest = System.nanoTime() + WARM_UP.toNanos();
    Set<Integer> ready = warmPartitions(generation);
    while (ready.size() < runner.topics().partitions()) {
      if (System.nanoTime() > latest) {
        throw RefusedException.notNow(
            "only partitions %s of generation %d can answer now", ready, generation.id());
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
            .orElseThrow(
                () -> RefusedException.notNow("generation %d does not run here", generation.id()));
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

  /** The addresses of all instances, as far as the apps that run here know them. */
  private Set<String> instances() {
    Set<String> instances = new TreeSet<>();
    runner.apps().forEach(app -> instances.addAll(Peers.of(app)));
    return instances;
  }

  /** Waits until every instance that can be reached answers by the same generation. */
  private void awaitPeers(ControlState state) throws InterruptedException {
    for (String peer : instances()) {
      try {
        peers.post(peer, "/epochs/" + state.epoch(), Argument.OBJECT_ARGUMENT, FOLLOW);
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("instance", peer)
            .addKeyValue("reason", e.toString())
            .log("Instance does not follow yet");
      }
    }
  }
}
