/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.lending.LendingData;
import dev.tandem.lending.LendingSchema;
import dev.tandem.lending.LendingServer;
import dev.tandem.lending.LoadProgress;
import dev.tandem.local.Disk;
import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import dev.tandem.simulated.SqlServerDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The lending company's database on embedded servers with both targets, and the pipeline's file
 * that names them.
 */
public final class DemoServers implements AutoCloseable {
  private static final int DYNAMO_HEAP_MB = 512;
  private static final String PIPELINE = "pipeline";

  private final LocalServers servers;
  private final SourceServer source;
  private final Path folder;

  private DemoServers(LocalServers servers, SourceServer source, Path folder) {
    this.servers = servers;
    this.source = source;
    this.folder = folder;
  }

  /**
   * Starts all.
   *
   * @param folder where they keep their data; emptied before
   * @param progress is told what takes long
   */
  public static DemoServers start(DemoSource source, Path folder, Consumer<String> progress) {
    LocalServers.clear(folder);
    clearPipeline(folder);
    LocalServers.Choice choice =
        LocalServers.in(folder)
            .telling(progress)
            .kafka()
            .postgres(PostgresSettings.durable())
            .dynamo(DYNAMO_HEAP_MB);
    return switch (source) {
      case MYSQL -> {
        LocalServers all = choice.mySql(MySqlSettings.of(MySqlRelease.chosen())).start();
        yield new DemoServers(all, new MySqlSource(all.mySql()), folder);
      }
      case SQLSERVER -> new DemoServers(choice.start(), new SqlServerSource(), folder);
    };
  }

  /** What joins kept of a Kafka that is no more would be taken for state of the new one. */
  private static void clearPipeline(Path folder) {
    try {
      Disk.delete(folder.resolve(PIPELINE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The servers, to be stopped and started one by one. */
  public LocalServers each() {
    return servers;
  }

  /** The source, for those who load and change it. */
  public LendingServer source() {
    return source.lending();
  }

  /** The source's server. */
  SourceServer sourceServer() {
    return source;
  }

  /** The stand-in for SQL Server, which must be the source: for tests that make it fail. */
  public SqlServerDouble sqlServerDouble() {
    if (source instanceof SqlServerSource standIn) {
      return standIn.server();
    }
    throw new IllegalStateException("the source is " + source.product());
  }

  /** Creates the source's tables and fills them; what is changed from then on is captured. */
  public void load(LendingData data, LoadProgress progress) {
    source.createTables();
    data.load(source.lending(), progress);
    source.enableCapture();
  }

  /** Makes the one target table that a careful team makes by hand; the sink makes the others. */
  public void prepareTarget() {
    try (Connection session =
            DriverManager.getConnection(
                servers.postgres().jdbcUrl(),
                servers.postgres().user(),
                servers.postgres().password());
        Statement statement = session.createStatement()) {
      statement.execute(LendingSchema.postgresDdl());
    } catch (SQLException e) {
      throw new IllegalStateException("the target's tables could not be made", e);
    }
  }

  /** Writes tandem.yaml with the servers' addresses, for this and every other command. */
  public Path writeFile() {
    String text = LendingSchema.pipeline(source.product());
    for (Map.Entry<String, String> value : addresses().entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    Path file = folder.resolve("tandem.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The pipeline that a file of {@link #writeFile()} describes. */
  public static Pipeline pipeline(Path file) {
    ConfigResult result = ConfigReader.read(file, name -> null);
    if (!(result instanceof ConfigResult.Valid valid)) {
      throw new IllegalStateException("the demo's own file has problems: " + result);
    }
    PipelineConfig config = valid.config();
    return new Pipeline(config, config.kafka().orElseThrow(), file.resolveSibling(PIPELINE));
  }

  private Map<String, String> addresses() {
    URI postgres = URI.create(servers.postgres().jdbcUrl().substring("jdbc:".length()));
    Map<String, String> values = new TreeMap<>(source.addresses());
    values.put("LENDING_KAFKA_BOOTSTRAP", servers.kafka().bootstrapServers());
    values.put("LENDING_POSTGRES_HOST", postgres.getHost());
    values.put("LENDING_POSTGRES_PORT", Integer.toString(postgres.getPort()));
    values.put("LENDING_POSTGRES_DATABASE", postgres.getPath().substring(1));
    values.put("LENDING_POSTGRES_USER", servers.postgres().user());
    values.put("LENDING_POSTGRES_PASSWORD", servers.postgres().password());
    values.put("LENDING_DYNAMO_REGION", servers.dynamo().region());
    values.put("LENDING_DYNAMO_ENDPOINT", servers.dynamo().endpoint().toString());
    values.put("LENDING_DYNAMO_ACCESS_KEY", servers.dynamo().accessKey());
    values.put("LENDING_DYNAMO_SECRET_KEY", servers.dynamo().secretKey());
    return values;
  }

  /** How to look into each server from another terminal. */
  List<String> connections() {
    return List.of(
        source.connection(),
        "PostgreSQL  psql '"
            + servers.postgres().jdbcUrl().substring("jdbc:".length())
            + "?user="
            + servers.postgres().user()
            + "&password="
            + servers.postgres().password()
            + "'",
        "DynamoDB    AWS_ACCESS_KEY_ID="
            + servers.dynamo().accessKey()
            + " AWS_SECRET_ACCESS_KEY="
            + servers.dynamo().secretKey()
            + " aws dynamodb list-tables --region "
            + servers.dynamo().region()
            + " --endpoint-url "
            + servers.dynamo().endpoint(),
        "Kafka       kcat -b " + servers.kafka().bootstrapServers() + " -L",
        "verify      ./tandem verify -f " + folder.resolve("tandem.yaml"));
  }

  @Override
  public void close() {
    source.close();
    servers.close();
  }
}
