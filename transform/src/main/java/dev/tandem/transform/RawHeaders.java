/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.Version;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * What capture says of a raw record beside it.
 *
 * @param first whether nothing was published of the row before
 */
public record RawHeaders(SchemaId schema, int generation, boolean first, Optional<CutColumns> cut) {

  /**
   * Reads them.
   *
   * @throws RawRefused when they are not there, or say nothing that can be understood
   */
  public static RawHeaders of(org.apache.kafka.common.header.Headers headers) throws RawRefused {
    Header cut = headers.lastHeader(Headers.CUT);
    return new RawHeaders(
        SchemaId.ofHeader(value(headers, Headers.SCHEMA)),
        generation(value(headers, Headers.GENERATION)),
        headers.lastHeader(Headers.FIRST) != null,
        cut == null ? Optional.empty() : Optional.of(CutColumns.ofJson(cut.value())));
  }

  private static byte[] value(org.apache.kafka.common.header.Headers headers, String name)
      throws RawRefused {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw RawRefused.foreign(
          "The record has no header " + name + ": no capture of Tandem wrote it.");
    }
    return header.value();
  }

  private static int generation(byte[] header) throws RawRefused {
    try {
      int generation = Integer.parseInt(new String(header, StandardCharsets.US_ASCII));
      if (generation >= 0 && generation <= Version.MAX_GENERATION) {
        return generation;
      }
    } catch (NumberFormatException e) {
      // as one that is out of range
    }
    throw RawRefused.foreign("The record's header " + Headers.GENERATION + " is no generation.");
  }
}
