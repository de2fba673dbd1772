/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import dev.tandem.local.LocalDynamo;
import dev.tandem.local.LocalPostgres;
import dev.tandem.local.LocalServers;
import dev.tandem.model.entity.Version;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Looks into both targets again and again, from beside the pipeline, and tells a {@link Watch}. */
final class Sampler implements AutoCloseable {
  private static final Map<String, String> ITEM_KEYS =
      Map.of("IntegrationLogs", "log_id", "Payments", "payment_id");
  private static final long PAUSE_MS = 200;

  private final Watch watch;
  private final LocalPostgres postgres;
  private final DynamoDbClient dynamo;
  private final Thread thread = new Thread(this::run, "sampler");
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Sampler(LocalServers servers, Watch watch) {
    this.watch = watch;
    this.postgres = servers.postgres();
    this.dynamo = client(servers.dynamo());
  }

  static Sampler start(LocalServers servers, Watch watch) {
    Sampler sampler = new Sampler(servers, watch);
    sampler.thread.start();
    return sampler;
  }

  private static DynamoDbClient client(LocalDynamo server) {
    return DynamoDbClient.builder()
        .region(Region.of(server.region()))
        .endpointOverride(server.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
        .build();
  }

  private void run() {
    try (Connection session =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      while (!Thread.currentThread().isInterrupted()) {
        sample(session);
        Thread.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        failure.set(e);
      }
    }
  }

  private void sample(Connection session) throws SQLException {
    for (String table : tables(session)) {
      watch.rows(table, rows(session, table));
    }
    positions(session);
    ITEM_KEYS.forEach(this::items);
  }

  private static List<String> tables(Connection session) throws SQLException {
    return texts(
        session,
        "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)"
            + " FROM information_schema.columns WHERE column_name = '_version'"
            + " AND table_schema = 'lending'");
  }

  private static Map<String, long[]> rows(Connection session, String table) throws SQLException {
    String key =
        String.join(
            " || '/' || ",
            texts(
                session,
                "SELECT quote_ident(attname) || '::text' FROM pg_index"
                    + " JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
                    + " WHERE indisprimary AND indrelid = '"
                    + table
                    + "'::regclass ORDER BY attnum"));
    Map<String, long[]> rows = new HashMap<>();
    try (Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT " + key + ", _version, revision FROM " + table)) {
      while (found.next()) {
        rows.put(found.getString(1), new long[] {found.getLong(2), found.getLong(3)});
      }
    }
    return rows;
  }

  /** An epoch only ever grows, and so does the offset that a sink goes on at. */
  private void positions(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      if (texts(session, "SELECT to_regclass('tandem.sink_position')::text").isEmpty()) {
        return;
      }
      try (ResultSet found =
          statement.executeQuery(
              "SELECT topic || '-' || partition, epoch, coalesce(next_offset, 0)"
                  + " FROM tandem.sink_position")) {
        while (found.next()) {
          watch.number("epoch of " + found.getString(1), found.getLong(2));
          watch.number("position on " + found.getString(1), found.getLong(3));
        }
      }
    }
  }

  private static List<String> texts(Connection session, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = session.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        if (found.getString(1) != null) {
          texts.add(found.getString(1));
        }
      }
    }
    return texts;
  }

  /** A scan takes its time: of an item that moved meanwhile it can find both places, or none. */
  private void items(String table, String key) {
    Map<String, long[]> rows = new HashMap<>();
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .projectionExpression("#k, #v, revision")
            .expressionAttributeNames(Map.of("#k", key, "#v", Version.NAME))
            .build();
    try {
      dynamo.scanPaginator(request).items().forEach(item -> take(item, key, rows));
    } catch (ResourceNotFoundException e) {
      return; // the sink has not made it yet
    }
    watch.rows(table, rows);
  }

  private static void take(Map<String, AttributeValue> item, String key, Map<String, long[]> rows) {
    long[] numbers = {number(item, Version.NAME), number(item, "revision")};
    rows.merge(
        String.valueOf(item.get(key)), numbers, (one, other) -> one[0] > other[0] ? one : other);
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new AssertionError("an item without " + name);
    }
    return Long.parseLong(value.n());
  }

  /** What kept it from looking, if anything did. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    dynamo.close();
  }
}
