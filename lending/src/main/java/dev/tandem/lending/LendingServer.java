/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.dialect.Dialect;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceKind;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The server that the sample database is on, and a user who may create and write it.
 *
 * @param host a name, an IPv4 address, or for MySQL an IPv6 address in brackets
 * @param database the sample database's name there
 */
public record LendingServer(
    SourceKind product, String host, int port, String user, String password, String database) {

  /** A server where the sample database has its usual name. */
  public LendingServer(SourceKind product, String host, int port, String user, String password) {
    this(product, host, port, user, password, LendingSchema.DATABASE);
  }

  Dialect dialect() {
    return Dialect.of(product);
  }

  /** A session in the sample database. */
  Connection open() throws SQLException {
    return dialect().open(host, port, user, password, database);
  }

  /** A session without a database. */
  Connection openServer() throws SQLException {
    return dialect().open(host, port, user, password, "");
  }

  TandemException failed(String doing, SQLException e) {
    LendingCode code = dialect().isUnreachable(e) ? LendingCode.UNREACHABLE : LendingCode.STATEMENT;
    return new TandemException(
        code,
        this + " does not let us " + doing + " (error " + e.getErrorCode() + "). " + code.remedy(),
        e);
  }

  /** {@code user@host:port}: never the password. */
  @Override
  public String toString() {
    return user + '@' + host + ':' + port;
  }
}
