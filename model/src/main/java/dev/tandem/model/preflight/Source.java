/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.source.Cascades;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A source as a pipeline's file describes it. Making one connects to nothing. */
public interface Source {

  /** A reader of its own for one thread, which connects when it is first asked something. */
  SourceAccess reader();

  /** Everything that must be mended before capture can start, at once; changes nothing there. */
  List<Problem> problems(CapturePlan plan);

  /**
   * A script that mends problems of this plan, for those who administer the source; empty when it
   * would mend none of them.
   */
  default Optional<String> script(CapturePlan plan, List<Problem> problems) {
    return Optional.empty();
  }

  /**
   * The foreign keys by which it changes rows of captured tables without a word in its log, as they
   * are now.
   *
   * @throws dev.tandem.model.error.TandemException when they cannot be read
   */
  default Cascades cascades(Collection<TableId> captured) {
    return Cascades.NONE;
  }

  /**
   * What a mapping risks there though the pipeline can start: values that would change on their
   * way, rows that would become dead letters, changes that no log shows. Changes nothing there.
   *
   * @param rows whether to read rows, too: each table once from its beginning to its end
   */
  Findings risks(MappingPlan mapping, boolean rows);
}
