/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What may be a risk, as the declarations of mapping and table have it.
 *
 * @param condition holds for the rows that make it one, in SQL; empty when the declarations alone
 *     do
 * @param sentence a whole one without a condition, otherwise what follows {@code 3 rows}
 */
record Suspicion(
    MySqlCode code, String column, Optional<String> condition, String sentence, String remedy) {

  /** A risk whatever the rows are. */
  static Suspicion declared(MySqlCode code, String column, String sentence, String remedy) {
    return new Suspicion(code, column, Optional.empty(), sentence, remedy);
  }

  /** A risk if there are such rows. */
  static Suspicion ofRows(
      MySqlCode code, String column, String condition, String sentence, String remedy) {
    return new Suspicion(code, column, Optional.of(condition), sentence, remedy);
  }

  /** The risk without a look at the rows. */
  Risk uncounted(TableId table) {
    String told =
        condition.isPresent() ? "not counted, but possible are rows " + sentence : sentence;
    return risk(table, OptionalLong.empty(), told);
  }

  /** The risk that so many rows make. */
  Risk counted(TableId table, long rows) {
    return risk(table, OptionalLong.of(rows), rows + (rows == 1 ? " row " : " rows ") + sentence);
  }

  private Risk risk(TableId table, OptionalLong rows, String told) {
    Optional<String> query =
        condition.map(where -> "SELECT * FROM " + Sql.quote(table) + " WHERE " + where);
    return new Risk(code, table, column, rows, told, remedy, query);
  }
}
