/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes risks for which no row was counted. */
final class Told {
  private Told() {}

  static Risk ofDatabase(SqlServerCode code, String database, String sentence, String remedy) {
    return ofTable(code, TableId.of(database, "*"), sentence, remedy);
  }

  static Risk ofTable(SqlServerCode code, TableId table, String sentence, String remedy) {
    return ofColumn(code, table, "", sentence, remedy);
  }

  static Risk ofColumn(
      SqlServerCode code, TableId table, String column, String sentence, String remedy) {
    return new Risk(code, table, column, OptionalLong.empty(), sentence, remedy, Optional.empty());
  }
}
