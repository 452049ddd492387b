package io.stridelake.query.answer;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes each answer once for all who ask the same within a moment. After that moment a kept answer
 * is used again only if the partitions prove that their state is the same.
 */
@Singleton
public final class AnswerCache {
  private record Kept(Evaluated evaluated, long at) {}

  private final AnswerSettings settings;
  private final Map<AnswerKey, CompletableFuture<Evaluated>> running = new ConcurrentHashMap<>();
  private final Map<AnswerKey, Kept> kept;

  AnswerCache(AnswerSettings settings) {
    this.settings = settings;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<AnswerKey, Kept> eldest) {
            return size() > settings.keep();
          }
        };
  }

  /**
   * The answer to a request.
   *
   * @param key names the standings and the question
   * @param evaluate makes the answer
   * @param confirm gives back an answer made before if it still says what is true now
   */
  public Told answer(
      AnswerKey key,
      Supplier<Evaluated> evaluate,
      Function<Evaluated, Optional<Evaluated>> confirm) {
    Kept last = kept(key);
    if (last != null && System.nanoTime() - last.at() < settings.fresh().toNanos()) {
      return last.evaluated().told();
    }
    CompletableFuture<Evaluated> mine = new CompletableFuture<>();
    CompletableFuture<Evaluated> other = running.putIfAbsent(key, mine);
    return other == null ? lead(key, mine, last, evaluate, confirm).told() : follow(other);
  }

  private Evaluated lead(
      AnswerKey key,
      CompletableFuture<Evaluated> mine,
      @Nullable Kept last,
      Supplier<Evaluated> evaluate,
      Function<Evaluated, Optional<Evaluated>> confirm) {
    long at = System.nanoTime();
    try {
      Evaluated evaluated =
          Optional.ofNullable(last)
              .flatMap(kept -> confirm.apply(kept.evaluated()))
              .orElseGet(evaluate);
      keep(key, new Kept(evaluated, at));
      mine.complete(evaluated);
      return evaluated;
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      running.remove(key, mine);
    }
  }

  private static Told follow(CompletableFuture<Evaluated> other) {
    try {
      return other.join().told();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private @Nullable Kept kept(AnswerKey key) {
    synchronized (kept) {
      return kept.get(key);
    }
  }

  private void keep(AnswerKey key, Kept value) {
    synchronized (kept) {
      kept.put(key, value);
    }
  }
}
