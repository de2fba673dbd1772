/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalMySql;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The servers that are read from and written to; Kafka in this JVM, which does nothing else. */
final class CaptureServers {
  private static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC");

  private final LocalMySql mysql;
  private final LocalKafka kafka;
  private final Path folder;

  /**
   * Those servers.
   *
   * @param folder for logs and an engine's files
   */
  CaptureServers(LocalMySql mysql, LocalKafka kafka, Path folder) {
    this.mysql = mysql;
    this.kafka = kafka;
    this.folder = folder;
  }

  /** Starts a process that reads. */
  Reading start(CaptureReader reader, String name, long rows) throws IOException {
    Path files = Files.createDirectories(folder.resolve(reader.name()));
    CaptureTally tally = new CaptureTally();
    MySqlConnection source =
        new MySqlConnection(
            mysql.host(), mysql.port(), mysql.user(), mysql.password(), MySqlTls.DISABLED);
    CaptureJob job =
        new CaptureJob(reader, name, rows, tally.port(), files, kafka.bootstrapServers(), source);
    ChildJvm.Launch launch =
        ChildJvm.Launch.own(
            "capture", OPTIONS, CaptureProcess.class, List.of(job.write().toString()));
    return new Reading(ChildJvm.start(launch, files), tally, mysql());
  }

  /** The server that this JVM has started. */
  static Processes mysql() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("mysqld"))
        .findFirst()
        .map(process -> new Processes("mysql", process.pid(), false))
        .orElseThrow(() -> new IllegalStateException("MySQL does not run"));
  }

  /** A process that reads. */
  static final class Reading {
    private final ChildProcess jvm;
    private final CaptureTally tally;
    private final Processes server;

    private Reading(ChildProcess jvm, CaptureTally tally, Processes server) {
      this.jvm = jvm;
      this.tally = tally;
      this.server = server;
    }

    /** Measures from its first batch, which counts as its start, to its last; then ends it. */
    Run measure() throws IOException {
      try (jvm;
          tally;
          CaptureTally.Listener listener = tally.listen()) {
        long first = listener.next();
        Stretch stretch = Stretch.begin(List.of(jvm.processes(), server, Processes.self("kafka")));
        return stretch.end(listener.next() - first, jvm.processes());
      } catch (IOException e) {
        throw jvm.failed("stopped before it had read all rows");
      }
    }

    /** Waits until it ends by itself. */
    void finish() throws IOException {
      try (jvm;
          tally;
          CaptureTally.Listener listener = tally.listen()) {
        listener.next();
        listener.next();
        listener.release();
      }
    }
  }
}
