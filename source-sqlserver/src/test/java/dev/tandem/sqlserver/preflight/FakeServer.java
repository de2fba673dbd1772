/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.Lsn;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A server with one database, {@code sales}, that answers what the double has no answer to. A query
 * that nobody has given rows to has none.
 */
final class FakeServer implements Server {
  private final CapturePlan plan;
  private final List<SourceTable> tables;
  private final Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
  private final Map<String, Integer> errors = new LinkedHashMap<>();
  private final List<CaptureInstance> instances = new ArrayList<>();
  private List<SourceColumn> uncaptured = List.of();
  private OptionalLong retention = OptionalLong.empty();
  private Optional<Boolean> agentRuns = Optional.empty();
  private boolean replica;

  FakeServer(CapturePlan plan, SourceTable... tables) {
    this.plan = plan;
    this.tables = List.of(tables);
    answers(
        "is_cdc_enabled",
        Map.of(
            "is_cdc_enabled", "1", "snapshot_isolation_state", "1", "collation_name", "Latin1_CI"));
  }

  /** A row for the queries that have these words in them. */
  FakeServer answers(String words, Map<String, String> row) {
    rows.put(words, List.of(row));
    return this;
  }

  FakeServer fails(String words, int error) {
    errors.put(words, error);
    return this;
  }

  FakeServer captures(TableId table, String name, String... columns) {
    instances.add(new CaptureInstance(name, table, Lsn.ZERO, Instant.EPOCH, List.of(columns)));
    return this;
  }

  FakeServer lacks(SourceColumn... columns) {
    uncaptured = List.of(columns);
    return this;
  }

  FakeServer keeps(long minutes) {
    retention = OptionalLong.of(minutes);
    return this;
  }

  FakeServer agent(boolean runs) {
    agentRuns = Optional.of(runs);
    return this;
  }

  FakeServer replica() {
    replica = true;
    return this;
  }

  @Override
  public CapturePlan plan() {
    return plan;
  }

  @Override
  public String where() {
    return "db:1433";
  }

  @Override
  public String login() {
    return "tandem";
  }

  @Override
  public boolean isReplica() {
    return replica;
  }

  @Override
  public List<String> databases() {
    return List.of("sales");
  }

  @Override
  public Map<String, SQLException> closed() {
    return Map.of();
  }

  @Override
  public List<Map<String, String>> rows(String database, String sql) throws SQLException {
    for (Map.Entry<String, Integer> error : errors.entrySet()) {
      if (sql.contains(error.getKey())) {
        throw new SQLException("as the test says", "S0001", error.getValue());
      }
    }
    return rows.entrySet().stream()
        .filter(answer -> sql.contains(answer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  @Override
  public List<SourceTable> tables(String database) {
    return tables;
  }

  @Override
  public List<TableId> spelled(String database) {
    return tables.stream().map(SourceTable::id).toList();
  }

  @Override
  public List<List<String>> uniqueKeys(TableId table) {
    return List.of();
  }

  @Override
  public List<CaptureInstance> instances(String database) {
    return instances;
  }

  @Override
  public List<SourceColumn> uncaptured(TableId table) {
    return uncaptured;
  }

  @Override
  public OptionalLong retentionMinutes(String database) {
    return retention;
  }

  @Override
  public Optional<Boolean> agentRuns() {
    return agentRuns;
  }
}
