/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySpoolTest {
  private static final List<String> KEYS = List.of("{\"a\":1}", "{\"a\":2}", "{\"a\":\"\\n\"}");

  @TempDir Path folder;

  @Test
  void shouldGoOnWhereItWasCutOff() throws IOException {
    // Given
    try (KeySpool first = spool(false)) {
      assertThat(first.next(2)).isEqualTo(KEYS.subList(0, 2));
      first.done(2);
      first.next(1); // not done with
    }

    // When
    try (KeySpool second =
        KeySpool.of(
            folder,
            "shop.Orders",
            false,
            taker -> {
              throw new AssertionError("scanned again");
            })) {
      // Then
      assertThat(second.done()).isEqualTo(2);
      assertThat(second.total()).isEqualTo(3);
      assertThat(second.next(10)).isEqualTo(KEYS.subList(2, 3));
      assertThat(second.next(10)).isEmpty();
      second.done(1);
      second.delete();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldBeginAnewWhenAskedToOrWhenTheScanWasCutOff() {
    // Given
    assertThatThrownBy(
            () ->
                KeySpool.of(
                    folder,
                    "shop.Orders",
                    false,
                    taker -> {
                      taker.accept("{\"a\":9}");
                      throw new IllegalStateException("cut off");
                    }))
        .hasMessage("cut off");

    // Then
    try (KeySpool whole = spool(false)) {
      assertThat(whole.next(10)).isEqualTo(KEYS);
      whole.done(3);
    }
    try (KeySpool again = spool(true)) {
      assertThat(again.done()).isZero();
      assertThat(again.next(10)).isEqualTo(KEYS);
    }
  }

  @Test
  void shouldKeepKeysFromOthers() throws IOException {
    try (KeySpool keys = spool(false);
        Stream<Path> files = Files.list(folder)) {
      assertThat(keys.total()).isEqualTo(3);
      assertThat(files)
          .singleElement()
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  private KeySpool spool(boolean anew) {
    return KeySpool.of(folder, "shop.Orders", anew, KEYS::forEach);
  }
}
