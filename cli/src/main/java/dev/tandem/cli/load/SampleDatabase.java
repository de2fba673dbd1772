/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.config.SourceConfig;
import dev.tandem.config.SqlServerLogin;
import dev.tandem.lending.LendingData;
import dev.tandem.lending.LendingSchema;
import dev.tandem.lending.LendingServer;
import dev.tandem.lending.LoadProgress;
import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.TableId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lending company's database at the file's source: the only one that a load may write to. */
final class SampleDatabase {
  /** Columns that the server itself fills, so that no statement names them. */
  private static final Set<String> COMPUTED =
      Set.of("FullName", "OutstandingAmount", "RowVersion", "WrittenAt", "EntryNo");

  private final LendingServer server;

  private SampleDatabase(LendingServer server) {
    this.server = server;
  }

  /**
   * The database that the options name, at the file's server.
   *
   * @throws TandemException when the file does not capture it, or its login is of no use
   */
  static SampleDatabase of(SourceConfig source, LoadOptions options) {
    if (!source.databases().contains(options.database())) {
      throw new TandemException(
          LoadCode.FOREIGN,
          "The file captures "
              + String.join(", ", source.databases())
              + ", but not "
              + options.database()
              + ". "
              + LoadCode.FOREIGN.remedy());
    }
    return new SampleDatabase(
        source.match(
            mysql ->
                server(
                    SourceKind.MYSQL,
                    mysql.host(),
                    mysql.port(),
                    options
                        .login()
                        .orElseGet(
                            () -> new LoadOptions.Login(mysql.user(), mysql.password().value())),
                    options.database()),
            sqlServer ->
                server(
                    SourceKind.SQL_SERVER,
                    sqlServer.host(),
                    sqlServer.port(),
                    options.login().orElseGet(() -> login(sqlServer.login())),
                    options.database())));
  }

  private static LendingServer server(
      SourceKind kind, String host, int port, LoadOptions.Login login, String database) {
    return new LendingServer(kind, host, port, login.user(), login.password(), database);
  }

  private static LoadOptions.Login login(SqlServerLogin login) {
    if (login.kind() != SqlServerLogin.Kind.SQL) {
      throw new TandemException(
          LoadCode.SOURCE,
          "A load test cannot log in with a Windows account: name a login of the server's own with --user.");
    }
    return new LoadOptions.Login(login.user(), login.password().value());
  }

  LendingServer server() {
    return server;
  }

  /**
   * Makes it where there is none, and fills it where it is empty; one with rows stays as it is.
   *
   * @throws TandemException when the server has another database of that name
   */
  void create(SourceAccess source, LoadOptions options, LoadProgress progress) {
    if (server.product() != SourceKind.MYSQL) {
      throw new TandemException(
          LoadCode.SOURCE,
          "--create makes the sample database on MySQL only: on SQL Server run lending-sqlserver.sql, as its administrator.");
    }
    if (source.tables(server.database()).isEmpty()) {
      LendingSchema.create(server);
    }
    requireSample(source);
    if (LendingData.isMissing(server)) {
      new LendingData(options.seed(), options.rows(), Clock.systemUTC()).load(server, progress);
    }
  }

  /**
   * Makes sure that it is the sample: a database with just these tables and columns is nobody's
   * own.
   *
   * @throws TandemException when it is not
   */
  void requireSample(SourceAccess source) {
    List<TableId> present = source.tables(server.database());
    for (Table table : Tables.ALL) {
      TableId id = id(table.name());
      if (!present.contains(id)) {
        throw foreign("has no table " + table.name());
      }
      Set<String> columns = new HashSet<>();
      source.table(id).columns().stream().map(SourceColumn::name).forEach(columns::add);
      columns.removeAll(COMPUTED);
      Set<String> expected = new HashSet<>();
      table.columns().stream().map(Column::name).forEach(expected::add);
      if (!columns.equals(expected)) {
        throw foreign("has a table " + table.name() + " with other columns than the sample's");
      }
    }
  }

  /** A table of it, as the source names it. */
  TableId id(String table) {
    return server.product() == SourceKind.MYSQL
        ? TableId.of(server.database(), table)
        : new TableId(server.database(), "dbo", table);
  }

  private TandemException foreign(String why) {
    return new TandemException(
        LoadCode.FOREIGN,
        "The database "
            + server.database()
            + " at "
            + server
            + " "
            + why
            + ": it is not the sample database, and nothing was written. "
            + LoadCode.FOREIGN.remedy());
  }
}
