/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Room on a disk, and folders on it. */
public final class Disk {
  /** What the operating system says, in files' exceptions and in the servers' logs alike. */
  private static final String NO_SPACE = "No space left on device";

  private Disk() {}

  static boolean isFull(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause -> says(String.valueOf(cause.getMessage())));
  }

  static boolean says(String text) {
    return text.contains(NO_SPACE) || text.contains("Disk quota exceeded");
  }

  static TandemException full(Path where, @Nullable Throwable cause) {
    return new TandemException(
        LocalCode.DISK,
        "There is no room left for "
            + where
            + ": free some space, or use a folder on another disk.",
        cause);
  }

  /** Copies all that is in a folder into another one, which is there and empty. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.skip(1).toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /**
   * Deletes a folder with all that is in it, without following links; none is fine.
   *
   * @throws IOException when some of it cannot be deleted; the rest may then be gone
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
