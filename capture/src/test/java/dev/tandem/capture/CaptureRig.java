/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.local.LocalMySql;
import dev.tandem.local.MySqlRelease;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/** An embedded MySQL, an embedded Kafka, and captures between them. */
final class CaptureRig extends KafkaRig {
  final LocalMySql mysql;

  CaptureRig(Path folder, MySqlRelease release) {
    super(folder);
    mysql = LocalMySql.start(folder.resolve("mysql"), release);
  }

  CaptureConfig config(String pipeline, TableId... tables) {
    return config(engine(OnTruncate.APPLY), pipeline, tables);
  }

  MySqlConnection server() {
    return new MySqlConnection(
        mysql.host(), mysql.port(), mysql.user(), mysql.password(), MySqlTls.DISABLED);
  }

  private SourceEngine engine(OnTruncate onTruncate) {
    return SourceEngine.mysql(server(), OptionalLong.empty(), onTruncate);
  }

  CaptureConfig stoppingAtTruncate(CaptureConfig config) {
    return new CaptureConfig(
        config.kafka(), config.topics(), engine(OnTruncate.STOP), config.plan());
  }

  void execute(String... statements) {
    try (Connection session =
            DriverManager.getConnection(mysql.jdbcUrl("mysql"), mysql.user(), mysql.password());
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(String.join("; ", statements), e);
    }
  }

  @Override
  public void close() {
    super.close();
    mysql.close();
  }
}
