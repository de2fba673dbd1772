/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The keys of all rows of a table in a file, and how many of them are done with: work that takes
 * hours goes on where it was cut off. Only the user who runs it may read the file.
 */
final class KeySpool implements AutoCloseable {
  private final Path keys;
  private final Path place;
  private final long total;
  private final BufferedReader reader;
  private long done;

  private KeySpool(Path keys, Path place) throws IOException {
    this.keys = keys;
    this.place = place;
    try (Stream<String> lines = Files.lines(keys)) {
      this.total = lines.count();
    }
    this.done = Files.exists(place) ? Long.parseLong(Files.readString(place)) : 0;
    this.reader = Files.newBufferedReader(keys);
    for (long line = 0; line < done; line++) {
      reader.readLine();
    }
  }

  /**
   * What an earlier run has left of a table, or all of it.
   *
   * @param anew whether to begin anew whatever is left
   * @param scan hands over the key of each row, without line breaks
   */
  static KeySpool of(Path folder, String table, boolean anew, Consumer<Consumer<String>> scan) {
    String name = URLEncoder.encode(table, StandardCharsets.UTF_8);
    Path keys = folder.resolve(name + ".keys");
    Path place = folder.resolve(name + ".place");
    try {
      if (anew || !Files.exists(keys)) {
        Files.createDirectories(folder);
        Files.deleteIfExists(keys);
        Files.deleteIfExists(place);
        Path part = folder.resolve(name + ".part");
        fill(part, scan);
        Files.move(part, keys, StandardCopyOption.ATOMIC_MOVE);
      }
      return new KeySpool(keys, place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path file, Consumer<Consumer<String>> scan) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      scan.accept(
          key -> {
            try {
              writer.write(key);
              writer.newLine();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  long total() {
    return total;
  }

  long done() {
    return done;
  }

  /** The keys that follow, some at a time; none at the end. */
  List<String> next(int count) {
    List<String> some = new ArrayList<>();
    try {
      for (String key = reader.readLine(); key != null; key = reader.readLine()) {
        some.add(key);
        if (some.size() == count) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return some;
  }

  /** So many more of them are done with; written down before this returns. */
  void done(int count) {
    done += count;
    try {
      Path next = place.resolveSibling(place.getFileName() + ".part");
      Files.writeString(next, Long.toString(done));
      Files.move(next, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All is done, and nothing of it is needed any more. */
  void delete() {
    try {
      Files.deleteIfExists(keys);
      Files.deleteIfExists(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
