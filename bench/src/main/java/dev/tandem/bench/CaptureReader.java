/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

/** Who reads MySQL's rows, or its log. */
enum CaptureReader {
  /** The limit: what the connector makes of rows, thrown away. */
  BARE("bare"),

  /** The peer: the engine with its own converter, thrown away as well. */
  ENGINE("engine"),

  /** Capture as the product runs it, into Kafka. */
  TANDEM("tandem");

  private final String contender;

  CaptureReader(String contender) {
    this.contender = contender;
  }

  /** What it is called in the report. */
  String contender() {
    return contender;
  }
}
