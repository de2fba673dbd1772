/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.wire.KeyDigest;
import dev.tandem.wire.RowDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each key's newest record says in the entity's topic, and what the mapping makes of its last
 * raw record now: digests alone, and those of one part of all keys.
 */
final class RowStates {
  private final int part;
  private final int parts;
  private final Map<KeyDigest, Pair> pairs = new HashMap<>();
  private final Map<KeyDigest, Refusal> refused = new HashMap<>();
  private final Map<EntitySchema, RowDigest> digests = new HashMap<>();

  RowStates(int part, int parts) {
    this.part = part;
    this.parts = parts;
  }

  /**
   * What a raw record becomes; the newest counts.
   *
   * @param partition the number of the record's partition
   */
  void mapped(EntityChange change, KeyDigest rawKey, int partition) {
    refused.remove(rawKey);
    pair(change)
        .filter(pair -> isNewer(change, pair.mapped))
        .ifPresent(pair -> pair.mapped = state(change, partition));
  }

  /**
   * A raw record is refused; it counts unless a later one of its row is not.
   *
   * @param version of its change, whatever the revision
   */
  void refused(KeyDigest rawKey, String code, Version version) {
    if (rawKey.isOf(part, parts)) {
      refused.computeIfAbsent(rawKey, absent -> new Refusal()).add(code, version);
    }
  }

  /** What the entity's topic holds; the newest counts, which need not be the last. */
  void held(EntityChange change) {
    pair(change)
        .filter(pair -> isNewer(change, pair.held))
        .ifPresent(pair -> pair.held = state(change, -1));
  }

  static KeyDigest key(EntityChange change) {
    return KeyDigest.of(change.key().json().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Pair> pair(EntityChange change) {
    KeyDigest key = key(change);
    return key.isOf(part, parts)
        ? Optional.of(pairs.computeIfAbsent(key, absent -> new Pair()))
        : Optional.empty();
  }

  private static boolean isNewer(EntityChange change, @Nullable State known) {
    return known == null || known.version < change.version().value();
  }

  private State state(EntityChange change, int partition) {
    if (change instanceof EntityChange.Upserted upserted) {
      EntitySchema schema = upserted.row().schema();
      long[] fields = digests.computeIfAbsent(schema, RowDigest::new).of(upserted.row());
      return new State(change, partition, schema, fields);
    }
    return new State(change, partition, null, new long[0]);
  }

  Map<KeyDigest, Pair> pairs() {
    return pairs;
  }

  Collection<Refusal> refusals() {
    return refused.values();
  }

  /** A row whose last records are refused. */
  static final class Refusal {
    private final List<Version> versions = new ArrayList<>(1);
    private String code = "";

    private void add(String latest, Version version) {
      code = latest;
      versions.add(version);
    }

    /** Why the last one is. */
    String code() {
      return code;
    }

    /** The versions of all of them. */
    List<Version> versions() {
      return versions;
    }
  }

  /** A key as it is held, and as it would be. */
  static final class Pair {
    private @Nullable State held;
    private @Nullable State mapped;

    @Nullable State held() {
      return held;
    }

    @Nullable State mapped() {
      return mapped;
    }
  }

  /** A row by the digests of its fields, or that it is gone. */
  static final class State {
    private final long version;
    private final long committedAt;
    private final int partition;
    private final @Nullable EntitySchema schema;
    private final long[] fields;

    State(EntityChange change, int partition, @Nullable EntitySchema schema, long[] fields) {
      this.version = change.version().value();
      this.committedAt = change.committedAtMicros();
      this.partition = partition;
      this.schema = schema;
      this.fields = fields;
    }

    Version version() {
      return new Version(version);
    }

    /** When the source committed it, in microseconds since 1970. */
    long committedAt() {
      return committedAt;
    }

    /** The number of the partition of its raw record; -1 for what the entity's topic holds. */
    int partition() {
      return partition;
    }

    /** Its fields; null when the row is gone. */
    @Nullable EntitySchema schema() {
      return schema;
    }

    long field(int position) {
      return fields[position];
    }
  }
}
