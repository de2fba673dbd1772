/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.SourceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What is particular to a source from which cases are run. */
interface SourceUnderTest extends AutoCloseable {
  /** The name under which the pipeline's file finds the password. */
  String PASSWORD = "SOURCE_PASSWORD";

  SourceKind product();

  /** A new session; to be closed. */
  Connection open() throws SQLException;

  /** Makes the tables, which the session then writes to without naming their database. */
  void create(Connection session, List<TypeTable> tables) throws SQLException;

  /** A statement without which the session would not take literals as they are meant, or none. */
  List<String> settings();

  /** What stands below {@code source:}. */
  String yaml(String database);

  String password();

  @Override
  void close();
}
