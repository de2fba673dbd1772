/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.source.QueryRows;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.Catalogue;
import dev.tandem.sqlserver.ChangeTables;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A server at the other end of a connection. */
final class AskedServer implements Server {
  private final Connection connection;
  private final SqlServerConnection address;
  private final CapturePlan plan;
  private final Catalogue catalogue;
  private final List<String> databases = new ArrayList<>();
  private final Map<String, SQLException> closed = new LinkedHashMap<>();

  /** Goes into each database of the plan once, to know which of them let us in. */
  AskedServer(Connection connection, SqlServerConnection address, CapturePlan plan)
      throws SQLException {
    this.connection = connection;
    this.address = address;
    this.plan = plan;
    this.catalogue = new Catalogue(connection, address);
    for (String database : plan.databases()) {
      enter(database);
    }
  }

  private void enter(String database) throws SQLException {
    try {
      connection.setCatalog(database);
      databases.add(database);
    } catch (SQLException e) {
      if (SqlServerFailure.passes(e)) {
        throw e;
      }
      closed.put(database, e);
    }
  }

  @Override
  public CapturePlan plan() {
    return plan;
  }

  @Override
  public String where() {
    return address.host() + ':' + address.port();
  }

  @Override
  public String login() {
    return address.login().toString();
  }

  @Override
  public boolean isReplica() {
    return address.replica();
  }

  @Override
  public List<String> databases() {
    return Collections.unmodifiableList(databases);
  }

  @Override
  public Map<String, SQLException> closed() {
    return Collections.unmodifiableMap(closed);
  }

  @Override
  public List<SourceTable> tables(String database) {
    return plan.tables().keySet().stream()
        .filter(id -> id.database().equals(database))
        .flatMap(id -> catalogue.find(id).stream())
        .toList();
  }

  @Override
  public List<TableId> spelled(String database) {
    return catalogue.tables(database);
  }

  @Override
  public List<List<String>> uniqueKeys(TableId table) {
    return catalogue.uniqueKeys(table);
  }

  @Override
  public List<CaptureInstance> instances(String database) {
    return changes(database).instances();
  }

  @Override
  public List<SourceColumn> uncaptured(TableId table) {
    return changes(table.database()).uncaptured(table);
  }

  @Override
  public OptionalLong retentionMinutes(String database) {
    return changes(database).retentionMinutes();
  }

  @Override
  public Optional<Boolean> agentRuns() {
    return changes("master").agentRuns();
  }

  private ChangeTables changes(String database) {
    return new ChangeTables(connection, address, database);
  }

  @Override
  public List<Map<String, String>> rows(String database, String sql) throws SQLException {
    connection.setCatalog(database);
    return QueryRows.all(connection, sql, QueryRows::text);
  }
}
