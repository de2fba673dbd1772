/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder of unpacked programs, shared by all data folders of this user and all JVMs. What is in
 * it is complete, and never changes.
 */
final class ServerCache {
  /** The system property that names another folder than {@code ~/.cache/tandem/servers}. */
  static final String FOLDER = "tandem.servers";

  private ServerCache() {}

  /** Fills a new folder. */
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  static Path folder() {
    String named = System.getProperty(FOLDER);
    Path folder =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".cache", "tandem", "servers");
    return folder.toAbsolutePath().normalize();
  }

  /** The folder of that name, filled now if no JVM has done so before. */
  static Path folder(String name, Filling filling) {
    return filled(folder().resolve(name), filling);
  }

  static Path filled(Path folder, Filling filling) {
    if (Files.exists(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.resolveSibling(""));
      return fillAlone(folder, filling);
    } catch (IOException e) {
      if (Disk.isFull(e)) {
        throw Disk.full(folder, e);
      }
      throw new TandemException(
          LocalCode.FOLDER,
          folder
              + " cannot be filled ("
              + e
              + "): make it writable, or name another folder for the servers' programs with -D"
              + FOLDER
              + "=...",
          e);
    }
  }

  /** One thread of this JVM at a time, since file locks tell only JVMs apart. */
  private static synchronized Path fillAlone(Path folder, Filling filling) throws IOException {
    Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !Files.exists(folder)) {
        fill(folder, filling);
      }
    }
    return folder;
  }

  private static void fill(Path folder, Filling filling) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Disk.delete(fresh);
    Files.createDirectories(fresh);
    try {
      filling.fill(fresh);
    } catch (IOException | RuntimeException e) {
      Disk.delete(fresh);
      throw e;
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
