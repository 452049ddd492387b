package io.stridelake.ranking.leaderboard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * How far the rankings stores of one application have come along their changelogs, by partition.
 * Kafka Streams tells it while it restores stores and follows them as standbys.
 */
public final class ChangelogProgress implements StateRestoreListener, StandbyUpdateListener {
  private final Map<Integer, StoreProgress> stores = new ConcurrentHashMap<>();

  /** Listens to an application that has not started. */
  public void listenTo(KafkaStreams streams) {
    streams.setGlobalStateRestoreListener(this);
    streams.setStandbyUpdateListener(this);
  }

  /** The changelog of a partition's store, once anything was read of it here. */
  public Optional<TopicPartition> changelog(int partition) {
    return Optional.ofNullable(stores.get(partition)).map(StoreProgress::changelog);
  }

  /** Whether the store of the partition here is the owner's and has been restored. */
  public boolean isOwner(int partition) {
    StoreProgress store = stores.get(partition);
    return store != null && store.seen().owner();
  }

  void opened(int partition, StoreProgress store) {
    store.opened();
    stores.put(partition, store);
  }

  void closed(int partition, StoreProgress store) {
    stores.remove(partition, store);
    store.opened();
  }

  @Override
  public void onRestoreStart(
      TopicPartition changelog, String store, long startingOffset, long endingOffset) {
    starts(changelog, startingOffset);
  }

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long count) {
    loaded(changelog, batchEndOffset, false);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    StoreProgress restored = stores.get(changelog.partition());
    if (restored != null) {
      restored.owns();
    }
  }

  @Override
  public void onUpdateStart(TopicPartition changelog, String store, long startingOffset) {
    starts(changelog, startingOffset);
  }

  @Override
  public void onBatchLoaded(
      TopicPartition changelog,
      String store,
      TaskId task,
      long batchEndOffset,
      long count,
      long committedEndOffset) {
    loaded(changelog, batchEndOffset, batchEndOffset == committedEndOffset);
  }

  @Override
  public void onUpdateSuspended(
      TopicPartition changelog,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    // A promoted store goes on where it is; of one that migrates its closing tells.
  }

  private void starts(TopicPartition changelog, long offset) {
    StoreProgress store = stores.get(changelog.partition());
    if (store != null) {
      store.starts(changelog, offset);
    }
  }

  private void loaded(TopicPartition changelog, long batchEndOffset, boolean last) {
    StoreProgress store = stores.get(changelog.partition());
    if (store != null) {
      store.loaded(batchEndOffset + 1, last);
    }
  }
}
