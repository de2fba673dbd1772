/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the jars of DynamoDB Local, which the build puts beside this module's own. */
final class DynamoClassPath {
  /** The system property that names the root of the repository. */
  static final String HOME = "tandem.home";

  private static final Path LIB = Path.of("local-dynamo", "target", "lib");

  private DynamoClassPath() {}

  /** A class path that ends with this module, for {@link LoopbackDynamo}. */
  static String find() {
    Path own = ownCode();
    String home = System.getProperty(HOME);
    Stream<Path> roots =
        home != null
            ? Stream.of(Path.of(home))
            : Stream.iterate(own, p -> p != null, Path::getParent);
    return roots
        .map(root -> root.resolve(LIB).toAbsolutePath())
        .filter(lib -> Files.exists(lib.resolve("DynamoDBLocal.jar")))
        .findFirst()
        .map(lib -> lib + "/*" + File.pathSeparator + own)
        .orElseThrow(() -> missing(home));
  }

  private static Path ownCode() {
    try {
      return Path.of(
          DynamoClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TandemException missing(@Nullable String home) {
    return new TandemException(
        LocalCode.BINARIES,
        "DynamoDB Local is not built: there is no "
            + LIB
            + (home == null ? " above " + ownCode() : " in " + home)
            + "; run mvn -q generate-resources -pl local-dynamo in the repository, or name the"
            + " repository's folder with -D"
            + HOME
            + "=...");
  }
}
