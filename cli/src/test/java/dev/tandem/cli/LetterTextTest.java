/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.letters.LetterTrace;
import dev.tandem.model.type.Value;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterTextTest {
  private static final DeadLetter LETTER =
      new DeadLetter(
          "sink-postgres",
          "TD-PG-23514",
          "It breaks\na constraint.",
          "sales.orders",
          "",
          1,
          0,
          new DeadLetter.Origin("p.sales.orders", 0, 7, "{\"id\":4711}", "{}", false, Map.of()));
  private static final LetterTrace TRACE =
      new LetterTrace(
          "upserted",
          Map.of(),
          Map.of(
              "name",
              new Value.Text("Ada Byron"),
              "total",
              new Value.Decimal(new BigDecimal("98765.43")),
              "at",
              new Value.Moment(Instant.parse("1852-11-27T00:00:00Z")),
              "photo",
              Value.Bytes.of(new byte[] {0x5a, 0x5a})),
          "");

  @Test
  void shouldTellWhatValuesAreLikeWithoutTellingThem() {
    // When
    List<String> lines = LetterText.lines(new Filed(17, LETTER, true), LETTER, TRACE, false);

    // Then
    assertThat(lines)
        .contains(
            "    name  text of 9 characters",
            "    total  number of 7 digits, 2 of them behind the point",
            "    at  point in time",
            "    photo  2 bytes")
        .contains("  reason    It breaks\\na constraint.")
        .noneMatch(line -> line.matches(".*(Ada|98765|1852|5a5a|4711).*"));
  }

  @Test
  void shouldShowValuesWhenTold() {
    assertThat(LetterText.lines(new Filed(17, LETTER, true), LETTER, TRACE, true))
        .contains("    name  'Ada Byron'", "  key       {\"id\":4711}");
  }
}
