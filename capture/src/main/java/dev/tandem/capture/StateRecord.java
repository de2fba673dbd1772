/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

/** The session's state, and its record in the offsets topic. */
final class StateRecord {
  private final Publication publication;
  private final OffsetsTopic offsets;
  private CaptureState state;

  /**
   * Begins with what the topic holds.
   *
   * @param state published already
   */
  StateRecord(CaptureState state, Publication publication, OffsetsTopic offsets) {
    this.state = state;
    this.publication = publication;
    this.offsets = offsets;
  }

  CaptureState get() {
    return state;
  }

  /** Publishes another one, in a transaction of its own. */
  void become(CaptureState next) {
    publication.transaction(open -> open.send(offsets.record(next)));
    state = next;
  }
}
