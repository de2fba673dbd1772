/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's programs as an archive on the class path.
 *
 * @param server for people, with the version
 * @param resource the archive's path on the class path
 */
record Bundle(String server, String resource) {
  private static final Logger LOG = LoggerFactory.getLogger(Bundle.class);

  /** Decompresses an archive's stream. */
  interface Decompressor {
    InputStream open(InputStream compressed) throws IOException;
  }

  /** The folder with the programs, unpacked at the first call on this machine. */
  Path unpacked(Decompressor decompressor, Consumer<String> progress) {
    URL url = Bundle.class.getResource("/" + resource);
    if (url == null) {
      throw new TandemException(
          LocalCode.BINARIES,
          "The programs of "
              + server
              + " are not on the class path: /"
              + resource
              + " is missing.");
    }
    return ServerCache.folder(
        server.replace(' ', '-') + "-" + fingerprint(url),
        folder -> {
          LOG.info("unpacking {} into {}", server, folder);
          progress.accept("unpacking " + server);
          try (InputStream in = new BufferedInputStream(url.openStream())) {
            Archives.untar(decompressor.open(in), folder);
          }
        });
  }

  /** Tells two archives apart that carry the same name: the checksum that its jar keeps. */
  private static String fingerprint(URL url) {
    try {
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        return Long.toHexString(jar.getJarEntry().getCrc());
      }
      return Long.toHexString(connection.getContentLengthLong());
    } catch (IOException e) {
      throw ServerFolder.failed(ServerCache.folder(), e);
    }
  }
}
