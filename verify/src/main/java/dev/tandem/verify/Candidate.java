/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.Location;
import dev.tandem.model.type.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A key whose rows seemed to differ: by what the source can be asked for it, and all places where
 * the target was seen to have it, since a row that was moved may have left a copy behind.
 */
record Candidate(EntityKey key, Set<List<Value>> sourceKeys, Set<Location> places) {

  Candidate(EntityKey key) {
    this(key, new LinkedHashSet<>(), new LinkedHashSet<>());
  }
}
