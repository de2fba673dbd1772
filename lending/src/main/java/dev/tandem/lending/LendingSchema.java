/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The sample database's definition, and those of the pipeline that the demo leads out of it. */
public final class LendingSchema {
  /** The database's name. */
  public static final String DATABASE = "loans";

  /** The table of the pipeline's heartbeat, which the application does not know. */
  public static final String HEARTBEAT = "tandem_heartbeat";

  private static final int DATABASE_EXISTS = 1007;

  private LendingSchema() {}

  /**
   * Creates the database with its tables, all empty, on MySQL; on SQL Server that is done with
   * {@link #sqlServerDdl}.
   *
   * @throws TandemException with a {@link LendingCode} when it is there already or cannot be made
   */
  public static void create(LendingServer server) {
    try (Connection connection = server.openServer();
        Statement statement = connection.createStatement()) {
      String name = '`' + server.database().replace("`", "``") + '`';
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
      statement.execute("USE " + name);
      for (String table : statements(mysqlDdl())) {
        statement.execute(table);
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == DATABASE_EXISTS) {
        throw new TandemException(
            LendingCode.EXISTS,
            server
                + " has a database "
                + server.database()
                + " already. "
                + LendingCode.EXISTS.remedy(),
            e);
      }
      throw server.failed("create the database " + server.database(), e);
    }
  }

  /** The statements of a script, which end with a semicolon at the end of a line. */
  static List<String> statements(String script) {
    return Arrays.stream(script.split(";\\R")).filter(part -> !part.isBlank()).toList();
  }

  /** MySQL's tables: a script of statements that end with a semicolon at a line's end. */
  public static String mysqlDdl() {
    return resource("lending.sql");
  }

  /** SQL Server's database, to be created and enabled for capture: a script for sqlcmd. */
  public static String sqlServerDdl() {
    return resource("lending-sqlserver.sql");
  }

  /** The target's table of customers, to be run before the pipeline starts: a script as above. */
  public static String postgresDdl() {
    return resource("lending-postgres.sql");
  }

  /**
   * The pipeline's tandem.yaml. It names its servers by references to the environment: {@code
   * LENDING_MYSQL_} or {@code LENDING_SQLSERVER_} with {@code HOST}, {@code PORT}, {@code USER},
   * {@code PASSWORD}; {@code LENDING_KAFKA_BOOTSTRAP}; {@code LENDING_POSTGRES_} with {@code HOST},
   * {@code PORT}, {@code DATABASE}, {@code USER}, {@code PASSWORD}; {@code LENDING_DYNAMO_} with
   * {@code REGION}, {@code ENDPOINT}, {@code ACCESS_KEY}, {@code SECRET_KEY}.
   */
  public static String pipeline(SourceKind source) {
    return resource(
        switch (source) {
          case MYSQL -> "lending.yaml";
          case SQL_SERVER -> "lending-sqlserver.yaml";
        });
  }

  private static String resource(String name) {
    try (InputStream in = LendingSchema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
