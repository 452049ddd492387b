package io.stridelake.streams.generation;

import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Role;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The apps that run here: those of the kept generations. One thread changes what runs, any thread
 * reads.
 */
final class RunningApps {
  private static final Logger log = LoggerFactory.getLogger(RunningApps.class);

  /** After so many failures in a row a derivation is left to other instances. */
  private static final int MOST_RESTARTS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** After that it is tried here again, since what it failed of may be over. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(10);

  private final Starter starter;
  private final LongSupplier nanoClock;
  private final Map<Integer, ServedGeneration> generations = new ConcurrentHashMap<>();
  private final Map<Integer, StreamsApp> catalogues = new ConcurrentHashMap<>();

  /** Ids of the applications that are being closed. */
  private final Set<String> closing = ConcurrentHashMap.newKeySet();

  /** What became of derivations that failed here, by application id. */
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  /** Why derivations cannot be run by this version, by application id. */
  private final Map<String, CannotRunException> refused = new ConcurrentHashMap<>();

  private volatile boolean closed;

  RunningApps(Starter starter, LongSupplier nanoClock) {
    this.starter = starter;
    this.nanoClock = nanoClock;
  }

  /** Builds apps and starts them. */
  interface Starter {
    /** The app that reads the lake into a catalogue, started. */
    StreamsApp catalogue(int catalogue);

    /**
     * The app that derives a generation, started.
     *
     * @param catalogue the app that writes what it reads
     * @throws CannotRunException if this version cannot keep the generation's rows, or its rule set
     *     is not stored or none for this version
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
     */
    ServedGeneration ranking(Generation generation, StreamsApp catalogue);
  }

  private record Failures(int count, long notBefore, String reason) {
    boolean isTooMany() {
      return count > MOST_RESTARTS;
    }
  }

  /**
   * Closes in the background what the state does not ask for and what has failed, and starts what
   * is missing. A generation that cannot be started never hinders another.
   *
   * @throws RuntimeException if a generation could not be started but may be later
   */
  synchronized void reconcile(ControlState state) {
    if (closed) {
      return;
    }
    for (ServedGeneration running : List.copyOf(generations.values())) {
      if (!isWanted(running, state)) {
        generations.remove(running.generation().id());
        closeInBackground(running.ranking());
      }
    }
    Collection<Integer> wanted = state.catalogues();
    Map.copyOf(catalogues)
        .forEach(
            (catalogue, app) -> {
              if (!wanted.contains(catalogue)) {
                catalogues.remove(catalogue);
                closeInBackground(app);
              }
            });
    state.kept().stream()
        .filter(generation -> generation.role() != Role.ACTIVE)
        .forEach(this::closeIfFailed);
    RuntimeException passing = null;
    for (Generation generation : state.kept()) {
      try {
        start(generation);
      } catch (RuntimeException e) {
        passing = e;
      }
    }
    if (passing != null) {
      throw passing;
    }
  }

  private static boolean isWanted(ServedGeneration running, ControlState state) {
    return state
        .generation(running.generation().id())
        .filter(now -> isToRun(now) && now.resets() == running.generation().resets())
        .isPresent();
  }

  private static boolean isToRun(Generation generation) {
    return generation.role().isKept() && generation.failure() == null;
  }

  private void start(Generation generation) {
    String id = generation.applicationId();
    if (generations.containsKey(generation.id())
        || !isToRun(generation)
        || refused.containsKey(id)
        || closing.contains(id)
        || isLeftAlone(id)) {
      return;
    }
    try {
      StreamsApp catalogue = catalogue(generation.catalogue());
      if (catalogue == null) {
        return;
      }
      generations.put(generation.id(), starter.ranking(generation, catalogue));
      log.atInfo()
          .addKeyValue("generation", generation.id())
          .addKeyValue("role", generation.role())
          .addKeyValue("ruleSet", generation.ruleSet())
          .log("Generation starts");
    } catch (CannotRunException e) {
      refused.put(id, e);
      log.atWarn()
          .addKeyValue("generation", generation.id())
          .addKeyValue("reason", e.getMessage())
          .log("Generation cannot be run by this version");
    }
  }

  private @Nullable StreamsApp catalogue(int catalogue) {
    return closing.contains(Generation.catalogueApplicationId(catalogue))
        ? null
        : catalogues.computeIfAbsent(catalogue, starter::catalogue);
  }

  private boolean isLeftAlone(String applicationId) {
    Failures failed = failures.get(applicationId);
    return failed != null && nanoClock.getAsLong() - failed.notBefore() < 0;
  }

  /** It is started anew once it is closed and its pause is over. */
  private void closeIfFailed(Generation generation) {
    ServedGeneration failed = find(generation).orElse(null);
    if (failed == null) {
      return;
    }
    String reason = failed.ranking().failure().or(failed.catalogue()::failure).orElse(null);
    if (reason == null) {
      return;
    }
    Failures before = failures.get(generation.applicationId());
    int count = before == null ? 1 : before.count() + 1;
    Duration pause =
        count > MOST_RESTARTS ? LEFT_ALONE : FIRST_PAUSE.multipliedBy(1L << (count - 1));
    failures.put(
        generation.applicationId(),
        new Failures(count, nanoClock.getAsLong() + pause.toNanos(), reason));
    log.atError()
        .addKeyValue("generation", generation.id())
        .addKeyValue("reason", reason)
        .addKeyValue("failures", count)
        .addKeyValue("nextTrySeconds", pause.toSeconds())
        .log("Derivation has failed here");
    generations.remove(generation.id());
    closeInBackground(failed.ranking());
    if (failed.catalogue().hasFailed()
        && generations.values().stream().noneMatch(one -> one.catalogue() == failed.catalogue())) {
      catalogues.remove(generation.catalogue());
      closeInBackground(failed.catalogue());
    }
  }

  /**
   * Why this instance left a derivation to others after it had failed here several times; nothing
   * if it did not.
   */
  Optional<String> failure(Generation generation) {
    return Optional.ofNullable(failures.get(generation.applicationId()))
        .filter(Failures::isTooMany)
        .map(Failures::reason);
  }

  /** Why this version cannot run a derivation; nothing if it can. */
  Optional<CannotRunException> refusal(Generation generation) {
    return Optional.ofNullable(refused.get(generation.applicationId()));
  }

  /** The generation, if that derivation of it runs here. */
  Optional<ServedGeneration> find(Generation generation) {
    return Optional.ofNullable(generations.get(generation.id()))
        .filter(running -> running.generation().resets() == generation.resets());
  }

  /** All that run. */
  List<StreamsApp> all() {
    return Stream.concat(
            catalogues.values().stream(),
            generations.values().stream().map(ServedGeneration::ranking))
        .toList();
  }

  /** Whether an application of that id runs here, or has not ended yet. */
  boolean isHere(String applicationId) {
    return closing.contains(applicationId)
        || all().stream().anyMatch(app -> app.applicationId().equals(applicationId));
  }

  /** Closes everything and waits for that; nothing is started any more. */
  void close() {
    List<StreamsApp> open;
    synchronized (this) {
      closed = true;
      open = all();
    }
    List<CompletableFuture<Void>> ends =
        open.stream()
            .map(app -> CompletableFuture.runAsync(app::close, Thread::startVirtualThread))
            .toList();
    ends.forEach(CompletableFuture::join);
  }

  /** What could not be closed in time stays named, so that nobody deletes its folder under it. */
  private void closeInBackground(StreamsApp app) {
    closing.add(app.applicationId());
    log.atInfo().addKeyValue("application", app.applicationId()).log("App is no longer needed");
    Thread.startVirtualThread(
        () -> {
          app.leave();
          if (app.hasEnded()) {
            closing.remove(app.applicationId());
          }
        });
  }
}
