package io.stridelake.ranking.leaderboard;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;

/**
 * The context that RocksDB is given instead of the real one, so that restored rows go past the
 * boards.
 *
 * <p>RocksDB registers a restore callback of its own, so restored and standby records never pass
 * through the store around it. RocksDB's callback takes whole records, which only Kafka's internal
 * interface hands over; a public one would lose their headers.
 */
final class RestoreWatchingContext implements StateStoreContext {
  private final StateStoreContext context;
  private final Restored restored;

  /** Takes part in restoring. */
  @FunctionalInterface
  interface Restored {
    /**
     * Rows come from the changelog.
     *
     * @param entries in the changelog's order
     * @param write writes them all at once; must be called once
     */
    void restore(List<KeyValue<Bytes, byte[]>> entries, Runnable write);
  }

  RestoreWatchingContext(StateStoreContext context, Restored restored) {
    this.context = context;
    this.restored = restored;
  }

  @Override
  public void register(StateStore store, StateRestoreCallback callback) {
    context.register(store, watched(callback));
  }

  @Override
  public void register(
      StateStore store, StateRestoreCallback callback, CommitCallback commitCallback) {
    context.register(store, watched(callback), commitCallback);
  }

  private StateRestoreCallback watched(StateRestoreCallback callback) {
    if (!(callback instanceof RecordBatchingStateRestoreCallback batches)) {
      throw new IllegalStateException(
          "restore callback %s (expected RocksDB's, which takes batches of records)"
              .formatted(callback.getClass().getName()));
    }
    return new Watched(batches, restored);
  }

  private record Watched(RecordBatchingStateRestoreCallback callback, Restored restored)
      implements RecordBatchingStateRestoreCallback {
    @Override
    public void restoreBatch(Collection<ConsumerRecord<byte[], byte[]>> records) {
      List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(records.size());
      for (ConsumerRecord<byte[], byte[]> row : records) {
        entries.add(KeyValue.pair(Bytes.wrap(row.key()), row.value()));
      }
      restored.restore(entries, () -> callback.restoreBatch(records));
    }
  }

  @Override
  public String applicationId() {
    return context.applicationId();
  }

  @Override
  public TaskId taskId() {
    return context.taskId();
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return context.recordMetadata();
  }

  @Override
  public Serde<?> keySerde() {
    return context.keySerde();
  }

  @Override
  public Serde<?> valueSerde() {
    return context.valueSerde();
  }

  @Override
  public File stateDir() {
    return context.stateDir();
  }

  @Override
  public StreamsMetrics metrics() {
    return context.metrics();
  }

  @Override
  public Map<String, Object> appConfigs() {
    return context.appConfigs();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    return context.appConfigsWithPrefix(prefix);
  }
}
