package io.stridelake.ranking.leaderboard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * A rankings store over a real RocksDB, and the changelog that Kafka Streams would load into it.
 */
final class FollowedChangelog {
  private static final String STORE = "rankings";
  private static final TaskId TASK = new TaskId(0, 3);
  private static final TopicPartition CHANGELOG =
      new TopicPartition("app-rankings-changelog", TASK.partition());

  private final ChangelogProgress progress = new ChangelogProgress();
  private final AtomicReference<RecordBatchingStateRestoreCallback> callback =
      new AtomicReference<>();
  private final AtomicInteger scans = new AtomicInteger();
  private final LeaderboardStore store;
  private final StateStoreContext context;
  private long next;

  private FollowedChangelog(Path folder) {
    Properties settings = new Properties();
    settings.put("application.id", "standby-store-test");
    settings.put("bootstrap.servers", "none:1");
    StateStoreContext real =
        new MockProcessorContext<Void, Void>(settings, TASK, folder.toFile())
            .getStateStoreContext();
    context =
        proxy(
            StateStoreContext.class,
            real,
            (method, arguments) -> {
              if (method.equals("register")) {
                callback.set((RecordBatchingStateRestoreCallback) arguments[1]);
              }
            });
    KeyValueStore<Bytes, byte[]> rows =
        rows(
            Stores.persistentKeyValueStore(STORE).get(),
            method -> {
              if (method.equals("range")) {
                scans.incrementAndGet();
              }
            });
    store = new LeaderboardStore(rows, LeaderboardLimits.DEFAULT, new ChangeCounter(), progress);
  }

  static FollowedChangelog open(Path folder) {
    FollowedChangelog opened = new FollowedChangelog(folder);
    opened.store.init(opened.context, opened.store);
    return opened;
  }

  LeaderboardStore store() {
    return store;
  }

  /** How many ranges of rows were read. */
  int scans() {
    return scans.get();
  }

  /** Closes the store and opens it again over the same rows. */
  void reopen() {
    store.close();
    store.init(context, store);
  }

  /** The standby begins to follow at an offset. */
  void follows(long offset) {
    next = offset;
    progress.onUpdateStart(CHANGELOG, STORE, offset);
  }

  /**
   * Loads a batch.
   *
   * @param last whether nothing committed is left behind it but the marker of its transaction
   */
  void load(boolean last, List<KeyValue<Bytes, byte[]>> rows) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (KeyValue<Bytes, byte[]> row : rows) {
      records.add(
          new ConsumerRecord<>(
              CHANGELOG.topic(), CHANGELOG.partition(), next++, row.key.get(), row.value));
    }
    callback.get().restoreBatch(records);
    progress.onBatchLoaded(
        CHANGELOG, STORE, TASK, next - 1, rows.size(), last ? next - 1 : next + 10);
    if (last) {
      next++;
    }
  }

  /** The task is the owner's now, and nothing is left to restore. */
  void restored() {
    progress.onRestoreEnd(CHANGELOG, STORE, next);
  }

  private interface Watcher {
    void called(String method, Object[] arguments);
  }

  private interface Named {
    void called(String method);
  }

  @SuppressWarnings("unchecked") // it has this type
  private static KeyValueStore<Bytes, byte[]> rows(KeyValueStore<Bytes, byte[]> real, Named named) {
    return proxy(KeyValueStore.class, real, (method, _) -> named.called(method));
  }

  private static <T> T proxy(Class<T> type, T real, Watcher watcher) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              watcher.called(method.getName(), arguments);
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
