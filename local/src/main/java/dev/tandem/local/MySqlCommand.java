/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The command lines of mysqld.
 *
 * @param base the folder with its programs
 * @param environment what the programs need to find their libraries
 */
record MySqlCommand(MySqlSettings settings, Path base, Map<String, String> environment) {
  private static final Launch.Stopping STOPPING =
      new Launch.Stopping(List.of("TERM"), Duration.ofSeconds(6));

  static MySqlCommand of(MySqlSettings settings, Consumer<String> progress) {
    Path base = settings.release().unpacked(progress);
    Map<String, String> environment =
        NativeLibraries.environment(
            settings.release().name(), base.resolve("bin/mysqld"), progress);
    return new MySqlCommand(settings, base, environment);
  }

  Launch initialize(ServerFolder folder, Path data) {
    List<String> command = common(data);
    command.add("--initialize-insecure");
    return new Launch(folder, command, environment, STOPPING);
  }

  Launch serve(ServerFolder folder, int port) throws IOException {
    List<String> command = common(folder.data());
    command.add("--init-file=" + accounts(folder));
    command.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1", "--skip-name-resolve"));
    command.addAll(List.of("--socket=mysql.sock", "--pid-file=mysql.pid", "--loose-mysqlx=OFF"));
    command.addAll(List.of("--skip-ssl", "--secure-file-priv=NULL", "--max-connections=100"));
    command.addAll(List.of("--server-id=1", "--log-bin=binlog", "--binlog-format=ROW"));
    command.addAll(List.of("--binlog-row-image=FULL", "--gtid-mode=ON"));
    command.addAll(List.of("--enforce-gtid-consistency=ON", "--default-time-zone=+00:00"));
    command.addAll(List.of("--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"));
    command.add("--loose-innodb-log-spin-cpu-abs-lwm=4294967295");
    command.add("--innodb-buffer-pool-size=" + settings.bufferPoolMegabytes() + "M");
    command.addAll(settings.options());
    return new Launch(folder, command, environment, STOPPING);
  }

  private List<String> common(Path data) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(base.resolve("bin/mysqld").toString(), "--no-defaults"));
    if (Platform.isRoot()) {
      command.add("--user=root");
    }
    command.addAll(List.of("--basedir=" + base, "--datadir=" + data));
    command.add("--lc-messages-dir=" + base.resolve("share"));
    command.addAll(List.of("--character-set-server=utf8mb4", "--performance-schema=OFF"));
    command.addAll(List.of("--innodb-log-file-size=16M", "--innodb-log-files-in-group=2"));
    command.add("--innodb-use-native-aio=OFF"); // containers run out of the kernel's few requests
    return command;
  }

  /** Statements that mysqld runs before it takes connections; at each start, so idempotent. */
  private static Path accounts(ServerFolder folder) throws IOException {
    Path file = folder.path().resolve("accounts.sql");
    String secret = " IDENTIFIED BY '" + folder.password() + "';\n";
    ServerFolder.writeSecret(
        file,
        "SET sql_log_bin = OFF;\n"
            + "CREATE USER IF NOT EXISTS root@'127.0.0.1'"
            + secret
            + "ALTER USER root@'127.0.0.1'"
            + secret
            + "ALTER USER root@localhost"
            + secret
            + "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n");
    return file;
  }
}
