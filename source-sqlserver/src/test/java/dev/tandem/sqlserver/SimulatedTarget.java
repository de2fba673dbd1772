/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.Settings;
import dev.tandem.simulated.SqlServerDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** The double, of which every test that ends well has asked nothing that it does not imitate. */
final class SimulatedTarget implements SqlServerTarget {
  private final SqlServerDouble server = SqlServerDouble.start();
  private @Nullable SqlServerDouble encrypting;

  SimulatedTarget() {
    db();
  }

  private Db db() {
    return server.database(database());
  }

  @Override
  public String database() {
    return "suite";
  }

  @Override
  public SqlServerConnection connection() {
    return to(server, SqlServerTls.DISABLED);
  }

  private static SqlServerConnection to(SqlServerDouble server, SqlServerTls tls) {
    SqlServerLogin login = SqlServerLogin.sql(server.user(), server.password());
    return new SqlServerConnection(server.host(), server.port(), login, tls, false);
  }

  @Override
  public SqlServerConnection encrypted(Path folder) {
    try {
      TestCertificate certificate = TestCertificate.make(folder);
      encrypting = SqlServerDouble.start(Settings.usual().withTls(certificate.context()));
      encrypting.database(database());
      return to(encrypting, certificate.trusted());
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void createTables(String script) {
    db().createTables(script);
  }

  @Override
  public void addColumn(String table, String column, String type) {
    db().alterAddColumn(table, column, type);
  }

  @Override
  public void enableCdc(String table, String instance) {
    db().enableCdc(table, instance);
  }

  @Override
  public SqlServerConnection prepare(CapturePlan plan) {
    plan.tables().keySet().forEach(table -> db().enableCdc(table.table()));
    return connection();
  }

  @Override
  public void close() {
    server.close();
    if (encrypting != null) {
      encrypting.close();
    }
    assertThat(server.unhandled()).isEmpty();
  }
}
