package io.stridelake.ranking.leaderboard;

import java.util.List;
import java.util.Map;
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
 * A store around another, which it asks for everything. Single writes become a {@code putAll} of
 * one.
 */
abstract class StoreAround implements KeyValueStore<Bytes, byte[]> {
  private final KeyValueStore<Bytes, byte[]> rows;

  StoreAround(KeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
  }

  /** The store inside. */
  final KeyValueStore<Bytes, byte[]> rows() {
    return rows;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    rows.init(context, root);
  }

  @Override
  public void close() {
    rows.close();
  }

  @Override
  public final void put(Bytes key, byte[] value) {
    putAll(List.of(KeyValue.pair(key, value)));
  }

  @Override
  public final byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
    byte[] present = get(key);
    if (present == null) {
      put(key, value);
    }
    return present;
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's way to delete is a null value
  public final byte @Nullable [] delete(Bytes key) {
    byte[] present = get(key);
    put(key, null);
    return present;
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
    return rows.query(query, positionBound, config);
  }

  @Override
  public byte @Nullable [] get(Bytes key) {
    return rows.get(key);
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
  public final String name() {
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
  public final @Nullable Long committedOffset(TopicPartition partition) {
    return rows.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // the runtime asks it to know who keeps the offsets
  public final boolean managesOffsets() {
    return rows.managesOffsets();
  }

  @Override
  public final boolean persistent() {
    return rows.persistent();
  }

  @Override
  public final boolean isOpen() {
    return rows.isOpen();
  }

  @Override
  public final Position getPosition() {
    return rows.getPosition();
  }
}
