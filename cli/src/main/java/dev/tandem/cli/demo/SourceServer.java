/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import dev.tandem.lending.LendingServer;
import dev.tandem.model.source.SourceKind;
import java.util.Map;

/** The server of the lending company's old database. */
interface SourceServer extends AutoCloseable {

  SourceKind product();

  /** For those who load and change it. */
  LendingServer lending();

  /** Creates the database with its tables, all empty. */
  void createTables();

  /** Lets what is changed from now on be captured, where that is not so by itself. */
  default void enableCapture() {}

  /** Forgets changes that were captured long ago, where that does not happen by itself. */
  default void forgetOldChanges() {}

  /** What tandem.yaml is to say of it, by the names of its references. */
  default Map<String, String> addresses() {
    String prefix = product() == SourceKind.MYSQL ? "LENDING_MYSQL_" : "LENDING_SQLSERVER_";
    return Map.of(
        prefix + "HOST", lending().host(),
        prefix + "PORT", Integer.toString(lending().port()),
        prefix + "USER", lending().user(),
        prefix + "PASSWORD", lending().password());
  }

  /** How to look into it from another terminal. */
  String connection();

  @Override
  void close();
}
