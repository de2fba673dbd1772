/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import dev.tandem.lending.LendingSchema;
import dev.tandem.lending.LendingServer;
import dev.tandem.local.LocalMySql;
import dev.tandem.model.source.SourceKind;

/** An embedded MySQL, whose owner closes it. */
record MySqlSource(LocalMySql server) implements SourceServer {

  @Override
  public SourceKind product() {
    return SourceKind.MYSQL;
  }

  @Override
  public LendingServer lending() {
    return new LendingServer(
        product(), server.host(), server.port(), server.user(), server.password());
  }

  @Override
  public void createTables() {
    LendingSchema.create(lending());
  }

  @Override
  public String connection() {
    return "MySQL       mysql -h "
        + server.host()
        + " -P "
        + server.port()
        + " -u "
        + server.user()
        + " -p"
        + server.password()
        + " "
        + LendingSchema.DATABASE;
  }

  @Override
  public void close() {}
}
