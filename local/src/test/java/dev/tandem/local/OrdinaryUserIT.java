/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdinaryUserIT {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir Path folder;

  @BeforeEach
  void shouldBeRootToBecomeAnother() throws IOException {
    assumeTrue(Platform.isRoot(), "skipped: the other tests run as an ordinary user already");
    sh("chmod 755 " + folder);
    List<String> java = new ArrayList<>(AS_NOBODY);
    java.addAll(
        List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-version"));
    assumeTrue(
        Command.run(folder, Map.of(), Duration.ofSeconds(30), java).succeeded(),
        "skipped: user 65534 cannot run this Java");
  }

  @Test
  void shouldStartAllServersAsAnOrdinaryUser() throws Exception {
    // Given
    List<String> options = List.of("-Duser.home=" + folder, servers(), home());
    String classPath = readableClassPath();
    sh("mkdir data && chown -R 65534:65534 data servers");

    // When
    try (ChildJvm child = ChildJvm.start(AS_NOBODY, options, classPath, folder.resolve("data"))) {
      child.readUntil(ServersMain.READY);

      // Then
      assertThat(Files.getAttribute(folder.resolve("data/mysql/data/ibdata1"), "unix:uid"))
          .isEqualTo(65_534);
      child.closeInput();
      child.readUntil(ServersMain.STILL_THERE);
      assertThat(child.await()).isZero();
    }
    assertThat(LeashIT.serversIn(folder.resolve("data"))).isEmpty();
  }

  /**
   * A cache with the fetched libraries, so that the test needs no network; the rest is unpacked.
   */
  private String servers() throws IOException {
    sh("mkdir servers && cp -r " + ServerCache.folder() + "/library-* servers/ || true");
    return "-D" + ServerCache.FOLDER + "=" + folder.resolve("servers");
  }

  private String home() throws IOException {
    Path lib = Path.of(DynamoClassPath.find().split("/\\*" + File.pathSeparator)[0]);
    sh("mkdir -p home/local-dynamo/target && cp -r " + lib + " home/local-dynamo/target/");
    return "-D" + DynamoClassPath.HOME + "=" + folder.resolve("home");
  }

  /** The build may lie where only root can go. */
  private String readableClassPath() throws IOException {
    List<String> copies = new ArrayList<>();
    for (Path entry : ChildJvm.classPathEntries()) {
      Path copy = folder.resolve("classes").resolve(copies.size() + "-" + entry.getFileName());
      sh("mkdir -p classes && cp -r " + entry + " " + copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private void sh(String script) throws IOException {
    Command.Result result =
        Command.run(folder, Map.of(), Duration.ofSeconds(60), List.of("sh", "-c", script));
    assertThat(result.succeeded()).as(result.output()).isTrue();
  }
}
