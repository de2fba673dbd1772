/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalMySql;
import dev.tandem.local.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts pgloader, if the machine has it.
 *
 * @param folder for its files
 */
record PgLoader(LocalMySql source, LocalPostgres target, Path folder)
    implements LoadContender.Starter {
  /** What to do when it is not there. */
  static final String MISSING =
      "pgloader is left out, since it is not installed: apt-get install pgloader";

  /** What the server must be started with: what it greets with is what pgloader takes. */
  static final List<String> MYSQL =
      List.of("--default-authentication-plugin=mysql_native_password");

  private static final String PROGRAM = "pgloader";
  private static final String COMMANDS = "pgloader.load";

  /**
   * The shell outlives it for a while, so that its CPU time can still be asked for when its last
   * rows are seen.
   */
  private static final String AND_STAY = PROGRAM + " --root-dir \"$1\" \"$2\" && timeout 10 cat";

  /** Whether the machine has it. */
  static boolean isInstalled() {
    return isOn(System.getenv().getOrDefault("PATH", ""));
  }

  /** Whether it is in one of the folders of a path. */
  static boolean isOn(String path) {
    return Arrays.stream(path.split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  /** Lets it log in: it knows MySQL's older way of telling a password only. */
  void admit() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(source.jdbcUrl("mysql"), source.user(), source.password());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP USER IF EXISTS " + PROGRAM);
      statement.execute(
          "CREATE USER "
              + PROGRAM
              + " IDENTIFIED WITH mysql_native_password BY '"
              + source.password()
              + "'");
      statement.execute("GRANT SELECT ON shop.* TO " + PROGRAM);
    }
  }

  @Override
  public ChildProcess start() throws IOException {
    Path commands = folder.resolve(COMMANDS);
    try (InputStream in = Objects.requireNonNull(PgLoader.class.getResourceAsStream(COMMANDS))) {
      Files.copy(in, commands, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-c", AND_STAY, "sh", folder.resolve(PROGRAM).toString(), commands.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "SOURCE_HOST", source.host(),
                "SOURCE_PORT", Integer.toString(source.port()),
                "SOURCE_USER", PROGRAM,
                "SOURCE_PASSWORD", source.password(),
                "TARGET_HOST", target.host(),
                "TARGET_PORT", Integer.toString(target.port()),
                "TARGET_USER", target.user(),
                "TARGET_PASSWORD", target.password()));
    return ChildProcess.startFamily("client", builder, folder);
  }
}
