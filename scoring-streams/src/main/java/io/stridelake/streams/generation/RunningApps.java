package io.stridelake.streams.generation;

import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The apps that run here: those of the kept generations. Changes exclude each other, any thread
 * reads.
 */
final class RunningApps {
  private static final Logger log = LoggerFactory.getLogger(RunningApps.class);

  /** A failure that comes back as often is no accident. */
  private static final int MOST_RESTARTS = 3;

  private final AppStarter starter;
  private final Map<Integer, ServedGeneration> generations = new ConcurrentHashMap<>();
  private final Map<Integer, StreamsApp> catalogues = new ConcurrentHashMap<>();

  /** Ids of the applications that are being closed. */
  private final Set<String> closing = ConcurrentHashMap.newKeySet();

  /** How often failed derivations were started anew. */
  private final Map<String, Integer> restarts = new ConcurrentHashMap<>();

  /** Derivations that cannot be run here, which is said once. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  RunningApps(AppStarter starter) {
    this.starter = starter;
  }

  /** Which derivation could not be started, and why. */
  record Refusal(Generation generation, RuntimeException reason) {}

  /**
   * Closes in the background what the state does not ask for, and starts what is missing.
   *
   * @return what could not be started
   */
  synchronized List<Refusal> reconcile(ControlState state) {
    Collection<Integer> wanted = state.catalogues();
    for (ServedGeneration running : List.copyOf(generations.values())) {
      if (!isWanted(running, state)) {
        generations.remove(running.generation().id());
        closeInBackground(running.ranking());
      }
    }
    Map.copyOf(catalogues)
        .forEach(
            (catalogue, app) -> {
              if (!wanted.contains(catalogue)) {
                catalogues.remove(catalogue);
                closeInBackground(app);
              }
            });
    List<Refusal> refusals = new ArrayList<>();
    for (Generation generation : state.kept()) {
      start(generation).ifPresent(refusals::add);
    }
    return refusals;
  }

  private static boolean isWanted(ServedGeneration running, ControlState state) {
    return state
        .generation(running.generation().id())
        .filter(now -> now.role().isKept() && now.resets() == running.generation().resets())
        .isPresent();
  }

  private Optional<Refusal> start(Generation generation) {
    if (generations.containsKey(generation.id()) || generation.failure() != null) {
      return Optional.empty();
    }
    try {
      StreamsApp catalogue = catalogues.computeIfAbsent(generation.catalogue(), starter::catalogue);
      generations.put(generation.id(), starter.ranking(generation, catalogue));
      log.atInfo()
          .addKeyValue("generation", generation.id())
          .addKeyValue("role", generation.role())
          .addKeyValue("ruleSet", generation.ruleSet())
          .log("Generation starts");
      return Optional.empty();
    } catch (RuntimeException e) {
      return refused.add(generation.applicationId())
          ? Optional.of(new Refusal(generation, e))
          : Optional.empty();
    }
  }

  /**
   * Starts a derivation anew whose app has failed, unless it has failed too often.
   *
   * @return whether it is tried again
   */
  synchronized boolean tryAgain(Generation generation) {
    ServedGeneration failed = find(generation).orElse(null);
    int tries = restarts.merge(generation.applicationId(), 1, Integer::sum);
    if (failed == null || tries > MOST_RESTARTS) {
      return false;
    }
    generations.remove(generation.id());
    failed.ranking().close();
    if (failed.catalogue().hasFailed()
        && generations.values().stream().noneMatch(one -> one.catalogue() == failed.catalogue())) {
      catalogues.remove(generation.catalogue());
      failed.catalogue().close();
    }
    start(generation);
    return true;
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

  /** Closes everything and waits for that. */
  void close() {
    List<CompletableFuture<Void>> ends =
        all().stream()
            .map(app -> CompletableFuture.runAsync(app::close, Thread::startVirtualThread))
            .toList();
    ends.forEach(CompletableFuture::join);
  }

  private void closeInBackground(StreamsApp app) {
    closing.add(app.applicationId());
    log.atInfo().addKeyValue("application", app.applicationId()).log("App is no longer needed");
    Thread.startVirtualThread(
        () -> {
          app.leave();
          closing.remove(app.applicationId());
        });
  }
}
