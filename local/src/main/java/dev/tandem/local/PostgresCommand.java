/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/**
 * The command lines of PostgreSQL's programs.
 *
 * @param base the folder with the programs
 * @param environment what the programs need to find their libraries
 */
record PostgresCommand(
    PostgresSettings settings, PostgresUser user, Path base, Map<String, String> environment) {
  static final Bundle BUNDLE = new Bundle("PostgreSQL 18.6", "postgres-linux-x86_64.txz");

  private static final Launch.Stopping STOPPING =
      new Launch.Stopping(List.of("INT", "QUIT"), Duration.ofSeconds(3));

  static PostgresCommand of(
      PostgresSettings settings, PostgresUser user, Consumer<String> progress) {
    Path base = BUNDLE.unpacked(XZInputStream::new, progress);
    Map<String, String> environment =
        NativeLibraries.environment(BUNDLE.server(), base.resolve("bin/postgres"), progress);
    return new PostgresCommand(settings, user, base, environment);
  }

  Launch initialize(ServerFolder folder, Path data, String superuser) {
    return launch(
        folder,
        List.of(
            base.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--encoding=UTF8",
            "--locale=C",
            "--auth=scram-sha-256",
            "--username=" + superuser,
            "--pwfile=" + folder.passwordFile(),
            "--no-sync"));
  }

  Launch serve(ServerFolder folder, int port) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(base.resolve("bin/postgres").toString(), "-D", folder.data().toString()));
    options(port).forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return launch(folder, command);
  }

  private Launch launch(ServerFolder folder, List<String> command) {
    return new Launch(folder, user.as(command), environment, STOPPING);
  }

  private Map<String, String> options(int port) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("port", Integer.toString(port));
    options.put("listen_addresses", "127.0.0.1");
    options.put("unix_socket_directories", "");
    options.put("fsync", settings.fsync() ? "on" : "off");
    options.put("full_page_writes", settings.fsync() ? "on" : "off");
    options.put("shared_buffers", "128MB");
    options.put("max_connections", "100");
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    options.putAll(settings.options());
    return options;
  }
}
