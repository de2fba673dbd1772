/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks the archives that servers come in. */
final class Archives {
  private static final int EXECUTABLE = 0100;

  private Archives() {}

  static void untar(InputStream in, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path path = inside(folder, entry.getName());
        if (entry.isSymbolicLink()) {
          link(folder, path, entry.getLinkName());
        } else if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          write(tar, path, (entry.getMode() & EXECUTABLE) != 0);
        }
        entry = tar.getNextEntry();
      }
    }
  }

  /** Unpacks the files whose path is wanted; zip files as Java sees them hold no links. */
  static void unzip(Path archive, Path folder, Predicate<String> wanted) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (!entry.isDirectory() && wanted.test(name)) {
          try (InputStream in = zip.getInputStream(entry)) {
            write(in, inside(folder, name), name.startsWith("bin/"));
          }
        }
      }
    }
  }

  private static void write(InputStream in, Path path, boolean executable) throws IOException {
    Files.createDirectories(path.getParent());
    try (OutputStream out = Files.newOutputStream(path)) {
      in.transferTo(out);
    }
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void link(Path folder, Path path, String target) throws IOException {
    Files.createDirectories(path.getParent());
    inside(folder, folder.relativize(path.resolveSibling(target)).toString());
    Files.createSymbolicLink(path, Path.of(target));
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the archive holds a path outside of itself: " + name);
    }
    return path;
  }
}
