/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;

/** What a child process is told: in a file for us alone, since it holds a password. */
final class SettingsFile {
  private final Properties settings;

  private SettingsFile(Properties settings) {
    this.settings = settings;
  }

  /** One that was written. */
  static SettingsFile read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return new SettingsFile(settings);
  }

  /**
   * The setting of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  String text(String name) {
    String value = settings.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting " + name);
    }
    return value;
  }

  /**
   * The same as a number.
   *
   * @throws IllegalArgumentException when it is none, or there is none
   */
  int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** Writes it over what was there. */
  static Path write(Path file, Map<String, String> settings) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }
}
