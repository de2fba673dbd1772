/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.local.KafkaSettings;
import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import dev.tandem.wire.PipelineTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Local servers with the shop's database, and what a process may have left on them. */
final class ShopServers implements AutoCloseable {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=tandem/20260101/eu-central-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";

  private static final int BUFFER_POOL = 128;

  private final LocalServers servers;

  private ShopServers(LocalServers servers) {
    this.servers = servers;
  }

  static ShopServers start(Path folder) throws SQLException {
    return start(folder, KafkaSettings.plain(), List.of(), PostgresSettings.fast());
  }

  static ShopServers start(
      Path folder, KafkaSettings kafka, List<String> mySql, PostgresSettings postgres)
      throws SQLException {
    ShopServers shop =
        new ShopServers(
            LocalServers.in(folder)
                .kafka(kafka)
                .mySql(new MySqlSettings(MySqlRelease.chosen(), BUFFER_POOL, mySql))
                .postgres(postgres)
                .dynamo(256)
                .start());
    shop.mySql(
        "CREATE DATABASE shop",
        "CREATE TABLE shop.Orders"
            + " (OrderId INT PRIMARY KEY, Total DECIMAL(10,2), Note VARCHAR(20) DEFAULT 'x')",
        "CREATE TABLE shop.Log (Id BIGINT PRIMARY KEY, Day DATE NOT NULL, OrderId INT)",
        "CREATE TABLE shop.Keyless (Total INT)",
        "INSERT INTO shop.Orders VALUES (1, 1.5, NULL), (2, 2.5, 'b')",
        "INSERT INTO shop.Log VALUES (1, '2024-01-01', 1), (2, '2024-01-02', NULL)");
    return shop;
  }

  LocalServers each() {
    return servers;
  }

  ShopFile file() {
    return ShopFile.on(servers);
  }

  /** The passwords, where the file looks for them. */
  Map<String, String> environment() {
    return Map.of(
        "MYSQL_PASSWORD", servers.mySql().password(), "PG_PASSWORD", servers.postgres().password());
  }

  private Connection mySqlSession() throws SQLException {
    return DriverManager.getConnection(
        servers.mySql().jdbcUrl("mysql"), servers.mySql().user(), servers.mySql().password());
  }

  private Connection postgresSession() throws SQLException {
    return DriverManager.getConnection(
        servers.postgres().jdbcUrl(), servers.postgres().user(), servers.postgres().password());
  }

  /** Runs statements at the source as its superuser. */
  void mySql(String... statements) throws SQLException {
    try (Connection session = mySqlSession();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs statements at the source; what a constraint forbids is left out. */
  void tryAtMySql(List<String> statements) throws SQLException {
    try (Connection session = mySqlSession();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLIntegrityConstraintViolationException forbidden) {
          // as an application would meet it, and go on
        }
      }
    }
  }

  /** Runs a statement at PostgreSQL as its superuser. */
  void atPostgres(String sql) throws SQLException {
    try (Connection session = postgresSession();
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The last column of what a query finds at the source. */
  List<String> fromMySql(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection session = mySqlSession();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(rows.getMetaData().getColumnCount()));
      }
    }
    return values;
  }

  /** The first column of a query at PostgreSQL. */
  List<String> postgres(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection session = postgresSession();
        Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** All topics, and all tables at the targets. */
  Set<String> made() {
    Set<String> made = new TreeSet<>();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
      made.addAll(admin.listTopics().names().get());
      made.addAll(
          postgres(
              "SELECT table_schema || '.' || table_name FROM information_schema.tables"
                  + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"));
      made.add(dynamoTables());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | SQLException | IOException e) {
      throw new AssertionError(e);
    }
    return made;
  }

  /** Does what docs/operations.md says of a fresh snapshot. */
  void takeOffsetAway(PipelineTopics topics) {
    String pipeline = topics.pipeline();
    String key = "[\"" + pipeline + "\",{\"server\":\"" + pipeline + "\"}]";
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topics.offsets(), key, null)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Deletes all that a topic holds, as retention does in time. */
  void forgetRecords(String topic) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (TopicDescription found :
          admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
        found
            .partitions()
            .forEach(
                one ->
                    all.put(
                        new TopicPartition(topic, one.partition()),
                        RecordsToDelete.beforeOffset(-1))); // its end
      }
      admin.deleteRecords(all).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private String dynamoTables() throws IOException, InterruptedException {
    return dynamo("ListTables", "{}");
  }

  /** Asks DynamoDB for something; returns its answer, which must be no failure. */
  String dynamo(String operation, String json) throws IOException, InterruptedException {
    URI endpoint = servers.dynamo().endpoint();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header("Authorization", AUTHORIZATION)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(operation + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    servers.close();
  }
}
