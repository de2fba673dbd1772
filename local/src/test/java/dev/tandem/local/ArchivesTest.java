/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  @Test
  void shouldKeepWhatIsExecutableAndWhatIsALink() throws IOException {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      file(tar, "bin/server", 0755);
      file(tar, "share/text", 0644);
      link(tar, "bin/alias", "../share/text");
    }

    // When
    Archives.untar(new ByteArrayInputStream(bytes.toByteArray()), temp);

    // Then
    assertThat(temp.resolve("bin/server")).isExecutable().hasBinaryContent(CONTENT);
    assertThat(temp.resolve("share/text").toFile().canExecute()).isFalse();
    assertThat(Files.readSymbolicLink(temp.resolve("bin/alias"))).hasToString("../share/text");
  }

  @Test
  void shouldRefuseToWriteOutsideOfTheFolder() throws IOException {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      file(tar, "../escaped", 0644);
    }

    // When
    assertThatThrownBy(
            () ->
                Archives.untar(
                    new ByteArrayInputStream(bytes.toByteArray()), temp.resolve("inner")))

        // Then
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../escaped");
    assertThat(temp.resolve("escaped")).doesNotExist();
  }

  @Test
  void shouldRefuseALinkToTheOutside() throws IOException {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      link(tar, "bin/alias", "../../escaped");
    }

    // When
    assertThatThrownBy(() -> Archives.untar(new ByteArrayInputStream(bytes.toByteArray()), temp))

        // Then
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldUnzipOnlyWhatIsWanted() throws IOException {
    // Given
    Path archive = temp.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : new String[] {"bin/", "bin/server", "bin/client"}) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(CONTENT);
        }
      }
    }

    // When
    Archives.unzip(archive, temp.resolve("out"), "bin/server"::equals);

    // Then
    assertThat(temp.resolve("out/bin/server")).isExecutable().hasBinaryContent(CONTENT);
    assertThat(temp.resolve("out/bin/client")).doesNotExist();
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(CONTENT.length);
    tar.putArchiveEntry(entry);
    tar.write(CONTENT);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }
}
