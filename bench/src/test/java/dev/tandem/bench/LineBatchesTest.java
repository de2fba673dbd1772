/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBatchesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 64})
  void shouldCutAfterLinesWhateverIsReadAtOnce(int bufferBytes) throws IOException {
    assertThat(batches("a\nbb\nccc\ndddd\ne\n", bufferBytes))
        .containsExactly("a\nbb\n", "ccc\ndddd\n", "e\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void shouldEndWithAFullBatchOrWithNone(int bufferBytes) throws IOException {
    assertThat(batches("a\nb\n", bufferBytes)).containsExactly("a\nb\n");
    assertThat(batches("", bufferBytes)).isEmpty();
  }

  private static List<String> batches(String text, int bufferBytes) throws IOException {
    LineBatches lines =
        new LineBatches(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), bufferBytes);
    List<String> batches = new ArrayList<>();
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    while (lines.next(2, batch::write)) {
      batches.add(batch.toString(StandardCharsets.US_ASCII));
      batch.reset();
    }
    return batches;
  }
}
