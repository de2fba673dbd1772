/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory outside the heap that all state stores of this process take together; of itself
 * each store would take a share of its own. See <a
 * href="https://kafka.apache.org/41/documentation/streams/developer-guide/memory-mgmt.html">Kafka's
 * guide</a>.
 */
public final class BoundedMemory implements RocksDBConfigSetter {
  private static final long BLOCKS = 128L << 20;
  private static final long WRITES = 64L << 20;
  private static final long WRITE_BUFFER = 8L << 20;
  private static final double FOR_INDEXES = 0.2;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(BLOCKS, -1, false, FOR_INDEXES);
  private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITES, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(CACHE);
      table.setCacheIndexAndFilterBlocks(true);
      table.setCacheIndexAndFilterBlocksWithHighPriority(true);
      table.setPinTopLevelIndexAndFilter(true);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close(String store, Options options) {
    // The cache and the buffers are shared by all stores of the process.
  }
}
