package io.stridelake.ranking.leaderboard;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes the rankings store for a topology. */
public final class LeaderboardStores {
  private LeaderboardStores() {}

  /**
   * A logged store of rows that keeps leaderboards, without a record cache in front: what a query
   * sees is what the last record wrote.
   *
   * @param changes counts what is written
   * @param changelogs must be told of what is restored, or boards of restored rows are never shown
   */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> rankings(
      String name, LeaderboardLimits limits, ChangeCounter changes, ChangelogProgress changelogs) {
    return Stores.keyValueStoreBuilder(
            new Supplier(Stores.persistentKeyValueStore(name), limits, changes, changelogs),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withCachingDisabled();
  }

  private record Supplier(
      KeyValueBytesStoreSupplier rows,
      LeaderboardLimits limits,
      ChangeCounter changes,
      ChangelogProgress changelogs)
      implements KeyValueBytesStoreSupplier {
    @Override
    public String name() {
      return rows.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new LeaderboardStore(rows.get(), limits, changes, changelogs);
    }

    @Override
    public String metricsScope() {
      return rows.metricsScope();
    }
  }
}
