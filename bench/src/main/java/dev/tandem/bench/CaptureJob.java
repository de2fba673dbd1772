/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a process that captures is told.
 *
 * @param name of the pipeline or the engine, under which it finds where it was
 * @param rows after which it is done
 * @param port of the {@link CaptureTally}
 * @param folder of an engine's files
 * @param kafka its address, which only a capture needs
 */
record CaptureJob(
    CaptureReader reader,
    String name,
    long rows,
    int port,
    Path folder,
    String kafka,
    MySqlConnection source) {

  /** Writes it to its folder. */
  Path write() throws IOException {
    return SettingsFile.write(
        folder.resolve(name + ".properties"),
        Map.of(
            "reader", reader.name(),
            "name", name,
            "rows", Long.toString(rows),
            "port", Integer.toString(port),
            "folder", folder.toString(),
            "kafka", kafka,
            "mysql.host", source.host(),
            "mysql.port", Integer.toString(source.port()),
            "mysql.user", source.user(),
            "mysql.password", source.password()));
  }

  static CaptureJob read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      settings.load(in);
    }
    return new CaptureJob(
        CaptureReader.valueOf(settings.getProperty("reader")),
        settings.getProperty("name"),
        Long.parseLong(settings.getProperty("rows")),
        Integer.parseInt(settings.getProperty("port")),
        Path.of(settings.getProperty("folder")),
        settings.getProperty("kafka"),
        new MySqlConnection(
            settings.getProperty("mysql.host"),
            Integer.parseInt(settings.getProperty("mysql.port")),
            settings.getProperty("mysql.user"),
            settings.getProperty("mysql.password"),
            MySqlTls.DISABLED));
  }

  Path offsets() {
    return folder.resolve(name + ".offsets");
  }

  Path history() {
    return folder.resolve(name + ".history");
  }
}
