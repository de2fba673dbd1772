/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.wire.CutColumns;
import dev.tandem.wire.RawPlace;
import dev.tandem.wire.RawRefused;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, with what its raw record says of itself.
 *
 * @param first whether nothing had been published of the row before
 * @param raw the key of the raw record, its columns that were cut off, and the request that it
 *     answers; the last two may be absent
 */
record BaseRow(
    Image image,
    int generation,
    int partition,
    long offset,
    long committedAtMicros,
    boolean first,
    Parts raw) {
  private static final int FIXED = Integer.BYTES * 2 + Long.BYTES * 2 + 1;

  static BaseRow of(
      Image image,
      int generation,
      RecordMetadata at,
      long committedAtMicros,
      boolean first,
      Record<byte[], byte[]> record) {
    return new BaseRow(
        image,
        generation,
        at.partition(),
        at.offset(),
        committedAtMicros,
        first,
        Parts.of(
            record.key(),
            header(record, dev.tandem.wire.Headers.CUT),
            header(record, dev.tandem.wire.Headers.REQUEST)));
  }

  private static byte @Nullable [] header(Record<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  static BaseRow read(byte[] bytes) {
    Parts parts = Parts.read(bytes);
    ByteBuffer fixed = ByteBuffer.wrap(parts.required(0));
    return new BaseRow(
        Image.read(parts.required(1)),
        fixed.getInt(),
        fixed.getInt(),
        fixed.getLong(),
        fixed.getLong(),
        fixed.get() == 1,
        Parts.read(parts.required(2)));
  }

  byte[] toBytes() {
    byte[] fixed =
        ByteBuffer.allocate(FIXED)
            .putInt(generation)
            .putInt(partition)
            .putLong(offset)
            .putLong(committedAtMicros)
            .put((byte) (first ? 1 : 0))
            .array();
    return Parts.of(fixed, image.toBytes(), raw.toBytes()).toBytes();
  }

  RawPlace place() {
    return new RawPlace(partition, offset);
  }

  byte @Nullable [] key() {
    return raw.get(0);
  }

  /** The columns that the raw record had no room for. */
  Optional<CutColumns> cut() throws RawRefused {
    byte[] cut = raw.get(1);
    return cut == null ? Optional.empty() : Optional.of(CutColumns.ofJson(cut));
  }

  byte @Nullable [] request() {
    return raw.get(2);
  }
}
