/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import dev.tandem.model.source.SourceKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Embedded servers, and pipelines between them. */
public final class ConformanceServers implements AutoCloseable {
  /** A server whose own zone is not UTC must make no difference. */
  private static final String ELSEWHERE = "--default-time-zone=+05:30";

  private final Path folder;
  private final LocalServers servers;
  private final SourceUnderTest source;

  private ConformanceServers(Path folder, LocalServers servers, SourceUnderTest source) {
    this.folder = folder;
    this.servers = servers;
    this.source = source;
  }

  /** Starts all that a pipeline from a MySQL needs; to be closed. */
  public static ConformanceServers start(Path folder) {
    return start(folder, SourceKind.MYSQL);
  }

  /** Starts all that a pipeline from such a source needs; to be closed. */
  static ConformanceServers start(Path folder, SourceKind product) {
    LocalServers.Choice choice =
        LocalServers.in(folder).kafka().postgres(PostgresSettings.fast()).dynamo(512);
    return switch (product) {
      case MYSQL -> {
        LocalServers all =
            choice.mySql(new MySqlSettings(MySqlRelease.chosen(), 128, List.of(ELSEWHERE))).start();
        yield new ConformanceServers(folder, all, new MySqlUnderTest(all.mySql()));
      }
      case SQL_SERVER -> new ConformanceServers(folder, choice.start(), new SqlServerUnderTest());
    };
  }

  /** Where the rows come from. */
  SourceUnderTest source() {
    return source;
  }

  /** A new session. */
  public Connection mySql() throws SQLException {
    return source.open();
  }

  /** A new session. */
  public Connection postgres() throws SQLException {
    return DriverManager.getConnection(
        servers.postgres().jdbcUrl(), servers.postgres().user(), servers.postgres().password());
  }

  /** Where DynamoDB Local listens. */
  public URI dynamo() {
    return servers.dynamo().endpoint();
  }

  /** The pipeline that takes those tables to both targets. */
  Pipeline pipeline(String name, List<TypeTable> tables) throws IOException {
    String entities =
        tables.stream()
            .map(table -> "      " + table.entityYaml() + "\n")
            .collect(Collectors.joining());
    return pipeline(
        name, TypeTable.DATABASE, "  " + TypeTable.DOMAIN + ":\n    entities:\n" + entities);
  }

  /**
   * A pipeline to both targets.
   *
   * @param domains what stands below {@code domains:}, in YAML
   */
  public Pipeline pipeline(String name, String database, String domains) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".yaml"), head(name, database) + domains);
    Map<String, String> secrets =
        Map.of(
            SourceUnderTest.PASSWORD,
            source.password(),
            "PG_PASSWORD",
            servers.postgres().password());
    ConfigResult read = ConfigReader.read(file, secrets::get);
    if (!(read instanceof ConfigResult.Valid valid)) {
      throw new AssertionError(read);
    }
    PipelineConfig config = valid.config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private String head(String name, String database) {
    return """
    name: %s
    source:
      %s
    kafka: {bootstrap: "%s", partitions: 2}
    targets:
      postgres: {url: "%s", user: %s, password: "${PG_PASSWORD}", create: true}
      dynamo: {region: eu-central-1, endpoint: "%s", access_key: tandem, secret_key: tandem, create: true}
    domains:
    """
        .formatted(
            name,
            source.yaml(database),
            servers.kafka().bootstrapServers(),
            servers.postgres().jdbcUrl(),
            servers.postgres().user(),
            dynamo());
  }

  @Override
  public void close() {
    source.close();
    servers.close();
  }
}
