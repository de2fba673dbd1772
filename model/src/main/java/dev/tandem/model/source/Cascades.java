/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The foreign keys by which a source changes rows of captured tables without a word in its log.
 *
 * @param emulated those whose effects the pipeline looks up
 * @param missed those whose effects do not arrive
 */
public record Cascades(List<ForeignKey> emulated, List<ForeignKey> missed) {
  /** Of a source that logs all it does, or has no such keys. */
  public static final Cascades NONE = new Cascades(List.of(), List.of());

  /** Copies the lists. */
  public Cascades {
    emulated = List.copyOf(emulated);
    missed = List.copyOf(missed);
  }

  /**
   * Tells them apart.
   *
   * @param keys of captured children
   * @param captured only a parent that is captured tells when its children are concerned
   */
  public static Cascades of(
      Collection<ForeignKey> keys, Collection<TableId> captured, OnCascade onCascade) {
    List<ForeignKey> emulated = new ArrayList<>();
    List<ForeignKey> missed = new ArrayList<>();
    for (ForeignKey key : keys) {
      if (key.changesRows()) {
        boolean isKnown = onCascade == OnCascade.EMULATE && captured.contains(key.parent());
        (isKnown ? emulated : missed).add(key);
      }
    }
    return new Cascades(emulated, missed);
  }
}
