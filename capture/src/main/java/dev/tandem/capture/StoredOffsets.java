/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Hands the engine the offsets that its session starts from, and takes none: they are published in
 * the transaction of their records, by {@link BatchPublisher}, never by the engine, which would go
 * on after a failure to store them.
 */
public final class StoredOffsets implements OffsetBackingStore {
  static final String SESSION = "tandem.session";

  private static final Map<String, SourceOffsets> SESSIONS = new ConcurrentHashMap<>();

  private @Nullable SourceOffsets offsets;

  /** The engine makes one by reflection. */
  public StoredOffsets() {}

  static void open(String session, SourceOffsets offsets) {
    SESSIONS.put(session, offsets);
  }

  static void forget(String session) {
    SESSIONS.remove(session);
  }

  @Override
  public void configure(WorkerConfig config) {
    offsets = SESSIONS.get(config.originalsStrings().get(SESSION));
  }

  @Override
  public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
    SourceOffsets known = offsets;
    Map<ByteBuffer, ByteBuffer> values = new HashMap<>();
    if (known != null) {
      keys.forEach(key -> values.put(key, known.find(key)));
    }
    return CompletableFuture.completedFuture(values);
  }

  @Override
  public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
    if (callback != null) {
      callback.onCompletion(null, null);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Set<Map<String, Object>> connectorPartitions(String connectorName) {
    return Set.of();
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}
}
