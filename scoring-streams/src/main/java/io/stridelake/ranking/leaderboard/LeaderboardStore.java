package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.activity.ActivityAnswerer;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.mark.PassedMarks;
import io.stridelake.ranking.mark.PassedMarksQuery;
import io.stridelake.ranking.season.LockedRows;
import io.stridelake.ranking.season.SeasonQuery;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rankings store: rows in RocksDB, boards in memory derived from them.
 *
 * <p>It answers {@link LeaderboardQuery} itself and hands every other query to RocksDB. A {@code
 * putAll} is one step for the boards: readers see all of it or nothing.
 */
final class LeaderboardStore extends StoreAround {
  private final SortedWrites writes;
  private final Leaderboards boards;
  private final QueryAnswerer answerer;
  private final ActivityAnswerer activities;
  private final ChangeCounter changes;
  private final ChangelogProgress changelogs;
  private final StoreProgress progress = new StoreProgress(this::settle);
  private final CopyAnswerer copies;

  /** For the thread that has the task; queries of others ask {@link #rows()}. */
  private final KnownKeys known = new KnownKeys();

  private volatile int partition;

  LeaderboardStore(
      KeyValueStore<Bytes, byte[]> rows,
      LeaderboardLimits limits,
      ChangeCounter changes,
      ChangelogProgress changelogs) {
    this(new SortedWrites(rows), limits, changes, changelogs);
  }

  private LeaderboardStore(
      SortedWrites rows,
      LeaderboardLimits limits,
      ChangeCounter changes,
      ChangelogProgress changelogs) {
    super(rows);
    this.writes = rows;
    this.changes = changes;
    this.changelogs = changelogs;
    this.boards = new Leaderboards(rows, limits, System::nanoTime);
    this.answerer = new QueryAnswerer(boards);
    this.activities = new ActivityAnswerer(rows);
    this.copies = new CopyAnswerer(boards, progress);
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    boards.close();
    partition = context.taskId().partition();
    changelogs.opened(partition, progress);
    known.reset();
    super.init(new RestoreWatchingContext(context, this::restore), root);
    try (KeyValueIterator<Bytes, byte[]> any = all()) {
      if (!any.hasNext()) {
        known.startEmpty();
      }
    }
  }

  @Override
  public void close() {
    changelogs.closed(partition, progress);
    boards.close();
    super.close();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> known.add(entry.key));
    boards.putAll(entries);
    changes.changed();
  }

  /** Rows come from the changelog; what they add up to is shown when the store is whole. */
  private void restore(List<KeyValue<Bytes, byte[]>> entries, Runnable write) {
    progress.loads();
    // What is restored goes past what waits.
    writes.write();
    entries.forEach(entry -> known.add(entry.key));
    boards.restore(entries, write);
  }

  private void settle() {
    boards.settle();
    changes.changed();
  }

  @Override
  @SuppressWarnings("unchecked") // our queries name the type of their own result
  public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
    if (query instanceof CopyQuery<?> question) {
      return (QueryResult<R>)
          QueryResult.forResult(
              copies.answer(question, inner -> query(inner, positionBound, config).getResult()));
    }
    if (query instanceof LeaderboardQuery<?> question) {
      Optional<? extends BoardAnswer<?>> answer = answerer.answer(question);
      QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(answer);
      result.setPosition(getPosition());
      return result;
    }
    if (query instanceof ActivityQuery<?> question) {
      QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(activities.answer(question));
      result.setPosition(getPosition());
      return result;
    }
    if (query instanceof PassedMarksQuery) {
      return (QueryResult<R>) QueryResult.forResult(PassedMarks.of(rows()));
    }
    if (query instanceof SeasonQuery<?> question) {
      QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(answer(question));
      result.setPosition(getPosition());
      return result;
    }
    return super.query(query, positionBound, config);
  }

  private Object answer(SeasonQuery<?> question) {
    return switch (question) {
      case SeasonQuery.Standings standings -> boards.copy(standings);
      case SeasonQuery.LockedAthlete asked ->
          new LockedRows(rows(), asked.season(), asked.lock()).find(asked.athlete());
    };
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return known.mayContain(key) ? super.get(key) : null;
  }
}
