package io.stridelake.ranking.leaderboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to RocksDB many at a time and sorted by key, which its write buffers take faster:
 * each row goes beside the one before, where rows in the order of activities look for their place
 * from the top, through memory that no cache holds.
 *
 * <p>Rows that wait are found by key. Whoever reads in the order of keys, commits or closes has
 * them written first. A process that dies loses them with all that was not committed, as ever: they
 * are in the changelog, and a store that was not closed is restored from it.
 *
 * <p>For any number of threads.
 */
final class SortedWrites extends StoreAround {
  private static final int MOST_WAITING = 4_096;

  private final Map<Bytes, KeyValue<Bytes, byte[]>> waiting = new HashMap<>();

  SortedWrites(KeyValueStore<Bytes, byte[]> rows) {
    super(rows);
  }

  @Override
  public synchronized void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    for (KeyValue<Bytes, byte[]> entry : entries) {
      waiting.put(entry.key, entry);
    }
    if (waiting.size() >= MOST_WAITING) {
      write();
    }
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    synchronized (this) {
      KeyValue<Bytes, byte[]> entry = waiting.get(key);
      if (entry != null) {
        return entry.value;
      }
    }
    return super.get(key);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
    write();
    return super.range(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
    write();
    return super.reverseRange(from, to);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    write();
    return super.all();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    write();
    return super.reverseAll();
  }

  @Override
  public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, PS prefixKeySerializer) {
    write();
    return super.prefixScan(prefix, prefixKeySerializer);
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
    write();
    return super.query(query, positionBound, config);
  }

  @Override
  public long approximateNumEntries() {
    write();
    return super.approximateNumEntries();
  }

  @Override
  public void flush() {
    write();
    super.flush();
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    write();
    super.commit(changelogOffsets);
  }

  @Override
  public void close() {
    try {
      if (isOpen()) {
        write();
      }
    } finally {
      super.close();
    }
  }

  /** Writes what waits. */
  synchronized void write() {
    if (!waiting.isEmpty()) {
      List<KeyValue<Bytes, byte[]>> sorted = new ArrayList<>(waiting.values());
      sorted.sort((one, other) -> Arrays.compareUnsigned(one.key.get(), other.key.get()));
      rows().putAll(sorted);
      waiting.clear();
    }
  }
}
