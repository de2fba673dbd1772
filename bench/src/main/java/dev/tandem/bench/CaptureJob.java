/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
            "mysql.password", source.password().get()));
  }

  static CaptureJob read(Path file) throws IOException {
    SettingsFile settings = SettingsFile.read(file);
    return new CaptureJob(
        CaptureReader.valueOf(settings.text("reader")),
        settings.text("name"),
        Long.parseLong(settings.text("rows")),
        settings.number("port"),
        Path.of(settings.text("folder")),
        settings.text("kafka"),
        new MySqlConnection(
            settings.text("mysql.host"),
            settings.number("mysql.port"),
            settings.text("mysql.user"),
            settings.text("mysql.password"),
            MySqlTls.DISABLED));
  }

  Path offsets() {
    return folder.resolve(name + ".offsets");
  }

  Path history() {
    return folder.resolve(name + ".history");
  }
}
