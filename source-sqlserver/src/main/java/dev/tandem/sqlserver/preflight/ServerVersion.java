/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.List;

/** Not every release and edition has change data capture. */
final class ServerVersion {
  private ServerVersion() {}

  static List<Problem> problems(String where, Product product) {
    return product.captures()
        ? List.of()
        : List.of(
            Problem.of(
                SqlServerCode.VERSION,
                where,
                "the server is "
                    + product
                    + ", and only SQL Server 2016 SP1 (13.0.4001) and later in the Standard, Enterprise, Developer"
                    + " or Evaluation edition, or Azure SQL Managed Instance, can be captured: upgrade it."));
  }
}
