package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.activity.ActivityAnswerer;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.season.LockedRows;
import io.stridelake.ranking.season.SeasonCopier;
import io.stridelake.ranking.season.SeasonQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
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
final class LeaderboardStore implements KeyValueStore<Bytes, byte[]> {
  private final KeyValueStore<Bytes, byte[]> rows;
  private final Leaderboards boards;
  private final QueryAnswerer answerer;
  private final ActivityAnswerer activities;
  private final ChangeCounter changes;
  private final ChangelogProgress changelogs;
  private final StoreProgress progress = new StoreProgress(this::settle);
  private final CopyAnswerer copies;

  /** For the thread that has the task; queries of others ask {@link #rows}. */
  private final KnownKeys known = new KnownKeys();

  private volatile int partition;

  LeaderboardStore(
      KeyValueStore<Bytes, byte[]> rows,
      LeaderboardLimits limits,
      ChangeCounter changes,
      ChangelogProgress changelogs) {
    this.changes = changes;
    this.changelogs = changelogs;
    this.rows = rows;
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
    rows.init(new RestoreWatchingContext(context, this::restore), root);
    try (KeyValueIterator<Bytes, byte[]> any = rows.all()) {
      if (!any.hasNext()) {
        known.startEmpty();
      }
    }
  }

  @Override
  public void close() {
    changelogs.closed(partition, progress);
    boards.close();
    rows.close();
  }

  @Override
  public void put(Bytes key, byte[] value) {
    putAll(List.of(KeyValue.pair(key, value)));
  }

  @Override
  public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] present = get(key);
    if (present == null) {
      put(key, value);
    }
    return present;
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
    entries.forEach(entry -> known.add(entry.key));
    boards.restore(entries, write);
  }

  private void settle() {
    boards.settle();
    changes.changed();
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's way to delete is a null value
  public byte @Nullable [] delete(Bytes key) {
    byte[] present = get(key);
    put(key, null);
    return present;
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
      result.setPosition(rows.getPosition());
      return result;
    }
    if (query instanceof ActivityQuery<?> question) {
      QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(activities.answer(question));
      result.setPosition(rows.getPosition());
      return result;
    }
    if (query instanceof SeasonQuery<?> question) {
      QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(answer(question));
      result.setPosition(rows.getPosition());
      return result;
    }
    return rows.query(query, positionBound, config);
  }

  private Object answer(SeasonQuery<?> question) {
    return switch (question) {
      case SeasonQuery.Standings standings -> {
        try (SeasonCopier copier =
            boards.between(undisturbed -> new SeasonCopier(undisturbed, standings))) {
          yield copier.copy();
        }
      }
      case SeasonQuery.LockedAthlete asked ->
          new LockedRows(rows, asked.season(), asked.lock()).find(asked.athlete());
    };
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return known.mayContain(key) ? rows.get(key) : null;
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    return rows.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
    return rows.reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return rows.all();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return rows.reverseAll();
  }

  @Override
  public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, PS prefixKeySerializer) {
    return rows.prefixScan(prefix, prefixKeySerializer);
  }

  @Override
  public long approximateNumEntries() {
    return rows.approximateNumEntries();
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  @SuppressWarnings("deprecation") // the runtime may still call it
  public void flush() {
    rows.flush();
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    rows.commit(changelogOffsets);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return rows.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // the runtime asks it to know who keeps the offsets
  public boolean managesOffsets() {
    return rows.managesOffsets();
  }

  @Override
  public boolean persistent() {
    return rows.persistent();
  }

  @Override
  public boolean isOpen() {
    return rows.isOpen();
  }

  @Override
  public Position getPosition() {
    return rows.getPosition();
  }
}
