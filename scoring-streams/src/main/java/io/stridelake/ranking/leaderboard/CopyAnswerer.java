package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.leaderboard.CopyQuery.Bound;
import io.stridelake.ranking.leaderboard.CopyQuery.Copied;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.query.Query;
import org.jspecify.annotations.Nullable;

/** Decides whether a store may answer although no running owner's task keeps it. */
final class CopyAnswerer {
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Leaderboards boards;
  private final StoreProgress progress;

  CopyAnswerer(Leaderboards boards, StoreProgress progress) {
    this.boards = boards;
    this.progress = progress;
  }

  /**
   * The answer, or nothing if the store may not give one.
   *
   * @param answer asks the store itself
   */
  <R> Optional<Copied<R>> answer(CopyQuery<R> question, Function<Query<R>, R> answer) {
    Bound bound = question.bound();
    if (bound != null) {
      progress.endsAt(bound.committedEnd());
    }
    StoreProgress.Seen before = progress.seen();
    boolean mayAnswer =
        before.owner()
            || isWithin(bound, before.whole())
            || (question.last() && before.whole().isPresent());
    if (!mayAnswer) {
      return Optional.empty();
    }
    Optional<R> read =
        question.query() instanceof LeaderboardQuery
            ? Optional.of(answer.apply(question.query()))
            : readUndisturbed(() -> answer.apply(question.query()));
    StoreProgress.Seen after = progress.seen();
    if (after.opening() != before.opening() || after.owner() != before.owner()) {
      return Optional.empty();
    }
    return read.map(result -> new Copied<>(result, lag(before, bound)));
  }

  private static boolean isWithin(@Nullable Bound bound, OptionalLong whole) {
    return bound != null && whole.isPresent() && bound.holds(bound.lagOf(whole.getAsLong()));
  }

  private static @Nullable Long lag(StoreProgress.Seen seen, @Nullable Bound bound) {
    return seen.owner() || bound == null ? null : bound.lagOf(seen.whole().orElseThrow());
  }

  /** Rows are read one by one: all of them must be of one state. */
  private <R> Optional<R> readUndisturbed(Supplier<R> read) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      OptionalLong rows = boards.settling().name();
      if (rows.isPresent()) {
        R result = read.get();
        if (boards.settling().name().equals(rows)) {
          return Optional.of(result);
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Optional.empty();
  }
}
