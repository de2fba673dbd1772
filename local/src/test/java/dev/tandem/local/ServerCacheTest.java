/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCacheTest {
  @TempDir Path temp;

  @Test
  void shouldFillAFolderOnceForAllWhoAsk() {
    // Given
    AtomicInteger fillings = new AtomicInteger();
    ServerCache.Filling filling =
        fresh -> {
          fillings.incrementAndGet();
          Files.writeString(fresh.resolve("program"), "");
        };

    // When
    List<CompletableFuture<Path>> asked =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> ServerCache.filled(temp.resolve("server"), filling)))
            .toList();

    // Then
    assertThat(asked).allSatisfy(a -> assertThat(a.join().resolve("program")).exists());
    assertThat(fillings).hasValue(1);
  }

  @Test
  void shouldStartAfreshAfterAFillingThatFailed() {
    // Given
    Path server = temp.resolve("server");
    assertThatThrownBy(
            () ->
                ServerCache.filled(
                    server,
                    fresh -> {
                      Files.writeString(fresh.resolve("half"), "");
                      throw new IOException("on purpose");
                    }))
        .isInstanceOf(TandemException.class);
    assertThat(server).doesNotExist();

    // When
    ServerCache.filled(server, fresh -> Files.writeString(fresh.resolve("whole"), ""));

    // Then
    assertThat(server.resolve("whole")).exists();
    assertThat(server.resolve("half")).doesNotExist();
  }
}
