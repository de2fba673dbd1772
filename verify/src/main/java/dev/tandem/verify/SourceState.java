/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Location;
import dev.tandem.model.source.SourceRow;
import java.util.Optional;

/** A row of the source, and what the mapper says to it. */
sealed interface SourceState {

  /** The row itself. */
  SourceRow row();

  /** A row that the target should have. */
  record Mapped(SourceRow row, EntityRow entity) implements SourceState {}

  /** A row that the mapping leaves out, and no target should have. */
  record LeftOut(SourceRow row, Optional<Location> place) implements SourceState {}

  /** A row that no target can have; its place is known unless the key itself is refused. */
  record Refused(SourceRow row, String code, String field, Optional<Location> place)
      implements SourceState {}
}
