package io.stridelake.query.vocabulary;

import io.micronaut.core.type.Argument;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.InstanceClient;
import io.stridelake.query.problem.RestoringException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names from all instances. They help to fill filters and change seldom, so those that
 * were collected last are given again while an instance is away.
 */
@Singleton
public final class Vocabularies {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private record Kept(Vocabulary vocabulary, long at) {}

  private final ClusterWatch watch;
  private final InstanceClient client;
  private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

  Vocabularies(ClusterWatch watch, InstanceClient client) {
    this.watch = watch;
    this.client = client;
  }

  /**
   * The names in a generation.
   *
   * @throws RestoringException if they were never collected and cannot be now
   */
  public Vocabulary of(int generation) {
    Kept last = kept.get(generation);
    if (last != null && System.nanoTime() - last.at() < FRESH.toNanos()) {
      return last.vocabulary();
    }
    long at = System.nanoTime();
    ClusterMap map = watch.map();
    Vocabulary collected = map.isComplete(generation) ? collect(generation, map) : null;
    if (collected != null) {
      kept.keySet().removeIf(old -> !map.generations().containsKey(old));
      kept.put(generation, new Kept(collected, at));
      return collected;
    }
    if (last != null) {
      kept.replace(generation, last, new Kept(last.vocabulary(), at));
      return last.vocabulary();
    }
    throw new RestoringException("not every instance of scoring-streams answers");
  }

  private @Nullable Vocabulary collect(int generation, ClusterMap map) {
    String path = "/vocabulary?generation=" + generation;
    List<CompletableFuture<Vocabulary>> calls =
        map.owners(generation).stream()
            .map(instance -> client.get(instance, path, Argument.of(Vocabulary.class)))
            .toList();
    try {
      List<Vocabulary> parts = new ArrayList<>();
      calls.forEach(call -> parts.add(call.join()));
      return Vocabulary.union(parts);
    } catch (CompletionException e) {
      return null;
    }
  }
}
