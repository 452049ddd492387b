package io.stridelake.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on what RocksDB takes outside of the heap, for all stores of all apps in this process.
 * By itself Kafka Streams gives each store of each partition of each generation 50 MiB of cache and
 * up to 48 MiB of write buffers: two generations of twelve partitions could take 2.3 GiB.
 */
public final class RocksMemory implements RocksDBConfigSetter {
  private static final long BYTES = 384L << 20;
  private static final long WRITE_BUFFER_BYTES = 192L << 20;
  private static final double INDEX_SHARE = 0.2;

  /** Made when the first store opens, which has loaded RocksDB; kept as long as the process. */
  private static final class Shared {
    private static final Cache CACHE = new LRUCache(BYTES, -1, false, INDEX_SHARE);
    private static final WriteBufferManager WRITE_BUFFERS =
        new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    // Without that, indexes and filters would lie outside of the cache and its bound.
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    // Other stores go on using what is shared.
  }
}
