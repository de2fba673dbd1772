/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {
  @TempDir Path temp;

  @Test
  void shouldBelongToOneAtATime() {
    // Given
    Path path = temp.resolve("f");
    try (ServerFolder first = ServerFolder.open(path)) {
      assertThat(first.path()).isEqualTo(path);

      // When
      Throwable thrown = catchThrowable(() -> ServerFolder.open(path));

      // Then
      assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.IN_USE);
    }
    ServerFolder.open(path).close();
  }

  @Test
  void shouldKeepItsPortUntilSomebodyElseTakesIt() throws IOException {
    // Given
    try (ServerFolder folder = ServerFolder.open(temp)) {
      int port = folder.port("port");

      // When
      int again = folder.port("port");
      int afterwards;
      try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(other.isBound()).isTrue();
        afterwards = folder.port("port");
      }

      // Then
      assertThat(again).isEqualTo(port);
      assertThat(afterwards).isNotEqualTo(port);
    }
  }

  @Test
  void shouldPickAnotherPortWhenTheFileIsDamaged() throws IOException {
    // Given
    try (ServerFolder folder = ServerFolder.open(temp)) {
      Files.writeString(temp.resolve("port"), "");

      // When
      int port = folder.port("port");

      // Then
      assertThat(Files.readString(temp.resolve("port"))).isEqualTo(Integer.toString(port));
    }
  }

  @Test
  void shouldKeepItsPasswordToItself() throws IOException {
    // Given
    try (ServerFolder folder = ServerFolder.open(temp)) {

      // When
      String password = folder.password();

      // Then
      assertThat(password).hasSize(32).isEqualTo(folder.password());
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.passwordFile())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void shouldPrepareDataWhollyOrNotAtAll() throws IOException {
    // Given
    try (ServerFolder folder = ServerFolder.open(temp)) {
      assertThatThrownBy(
              () ->
                  folder.prepareData(
                      fresh -> {
                        Files.writeString(fresh.resolve("half"), "");
                        throw new IOException("on purpose");
                      }))
          .hasMessage("on purpose");
      assertThat(folder.data()).doesNotExist();

      // When
      folder.prepareData(fresh -> Files.writeString(fresh.resolve("whole"), ""));

      // Then
      assertThat(folder.data().resolve("whole")).exists();
      assertThat(folder.data().resolve("half")).doesNotExist();
    }
  }

  @Test
  void shouldEndAServerThatWasLeftInIt() throws Exception {
    // Given
    Process left = new ProcessBuilder("sh", "-c", "read line", temp + "/data").start();
    Files.writeString(temp.resolve("server.pid"), Long.toString(left.pid()));

    // When
    ServerFolder.open(temp).close();

    // Then
    assertThat(left.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void shouldSpareAnotherProcessThatGotTheSameId() throws Exception {
    // Given
    Process other = new ProcessBuilder("sh", "-c", "read line", "/elsewhere/data").start();
    Files.writeString(temp.resolve("server.pid"), Long.toString(other.pid()));

    // When
    ServerFolder.open(temp).close();

    // Then
    assertThat(other.isAlive()).isTrue();
    other.destroyForcibly();
  }

  @Test
  void shouldSayWhichFolderCannotBeMade() throws IOException {
    // Given
    Path file = Files.writeString(temp.resolve("file"), "");

    // When
    Throwable thrown = catchThrowable(() -> ServerFolder.open(file.resolve("f")));

    // Then
    assertThat(thrown).hasMessageContaining(file.toString());
    assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.FOLDER);
  }

  @Test
  void shouldTellAFullDiskFromOtherFailures() {
    // Given
    IOException full = new IOException("/x: No space left on device");

    // When
    TandemException told = ServerFolder.failed(temp, full);

    // Then
    assertThat(told.code()).isEqualTo(LocalCode.DISK);
  }
}
