/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.Location;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key whose rows seemed to differ: by what the source can be asked for it, and all places where
 * the target was seen to have it, since a row that was moved may have left a copy behind.
 */
record Candidate(EntityKey key, Set<SourceKey> sourceKeys, Set<Location> places) {

  Candidate(EntityKey key) {
    this(key, new LinkedHashSet<>(), new LinkedHashSet<>());
  }
}
