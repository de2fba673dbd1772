/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.preflight.CapturePlan;
import java.nio.file.Path;

/**
 * Where the suite runs: a database of its own on the double, on a container or on a server that is
 * there already.
 */
interface SqlServerTarget extends AutoCloseable {
  /** {@code double}, {@code container} or {@code host:port}. */
  String PROPERTY = "tandem.sqlserver";

  /** What {@link #PROPERTY} asks for; skips the test where that cannot be had. */
  static SqlServerTarget open() {
    String chosen = System.getProperty(PROPERTY, "double");
    return chosen.equals("double")
        ? new SimulatedTarget()
        : new RealTarget(RealServer.require(chosen));
  }

  /** The name of the database, which is there and empty. */
  String database();

  /** May do everything there. */
  SqlServerConnection connection();

  /** One that is encrypted; the folder is for certificates. */
  SqlServerConnection encrypted(Path folder);

  /** Runs CREATE TABLE statements. */
  void createTables(String script);

  /** Adds a column that may be NULL. */
  void addColumn(String table, String column, String type);

  /** Makes a capture instance of all columns that a table of dbo has now. */
  void enableCdc(String table, String instance);

  /**
   * Sets up what the plan needs, as the script for the administrator does.
   *
   * @return a login that may do no more than capture needs, where the server tells logins apart
   */
  SqlServerConnection prepare(CapturePlan plan);

  @Override
  void close();
}
