/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lending.table.Column.Role;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableRowsTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 1, 12, 0);
  private static final int ROWS = 3_000;
  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  @Test
  void shouldDrawTextsThatEveryTargetCanHold() {
    assertThat(texts(0.5))
        .allSatisfy(
            text -> {
              assertThat(text.indexOf(NUL)).isNegative();
              assertThat(text.indexOf(REPLACEMENT)).isNegative();
              assertThat(text.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            });
  }

  @Test
  void shouldDrawTextsInManyScripts() {
    // When
    Set<Character.UnicodeScript> scripts = new HashSet<>();
    texts(0.02)
        .forEach(
            text -> text.codePoints().mapToObj(Character.UnicodeScript::of).forEach(scripts::add));

    // Then
    assertThat(scripts)
        .contains(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.HEBREW,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.INHERITED);
    assertThat(texts(0.02)).anyMatch(text -> text.codePoints().anyMatch(c -> c >= 0x1F300));
    assertThat(texts(0.5)).contains("", "blanks at the end   ");
  }

  @Test
  void shouldDrawUniqueValuesOnce() {
    for (Table table : Tables.ALL) {
      for (Column column : table.columns(Role.UNIQUE)) {
        // When
        List<Object> values = values(table, column, 0.5);

        // Then
        Stream<Object> comparable =
            values.stream().map(value -> value instanceof byte[] b ? Arrays.toString(b) : value);
        assertThat(comparable.toList()).as(column.name()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void shouldDrawNullJustWhereTheColumnAdmitsIt() {
    for (Table table : Tables.ALL) {
      for (Column column : table.columns()) {
        // When
        int values = values(table, column, 0.5).size();

        // Then
        assertThat(values < ROWS).as(column.name()).isEqualTo(column.values().nullable());
      }
    }
  }

  @Test
  void shouldKeepLogsAmongTheLastWeeks() {
    // Given
    Column logTimestamp = Logs.INTEGRATION_LOGS.columns(Role.MOVING).get(1);

    // When
    List<LocalDateTime> times =
        values(Logs.INTEGRATION_LOGS, logTimestamp, 0.5).stream()
            .map(text -> LocalDateTime.parse(text.toString().replace(' ', 'T')))
            .toList();

    // Then
    assertThat(times).allMatch(time -> time.isAfter(NOW.minusDays(86)));
    assertThat(times).filteredOn(time -> time.isAfter(NOW.minusDays(60))).hasSizeGreaterThan(2_800);
  }

  @Test
  void shouldDrawEdgesWhenAskedFor() {
    assertThat(drawn("TermMonths", 1)).containsOnly(0L, 255L, 6L);
    assertThat(drawn("DesiredPayout", 1)).contains("0001-01-01", "9999-12-31");
    assertThat(drawn("QuietFrom", 1)).contains("00:00:00.000001", "23:59:59.999999");
    assertThat(drawn("TermMonths", 0)).allMatch(value -> (long) value >= 6 && (long) value <= 120);
  }

  @Test
  void shouldGiveRowsAnotherKey() {
    for (Table table : Tables.ALL) {
      // Given
      Draw draw = draw(17, 0);
      List<Object> key = new ArrayList<>();
      table.key().forEach(column -> key.add(Objects.requireNonNull(column.values().draw(draw))));

      // When
      List<Object> other = table.rekey().next(key, draw(18, 0));

      // Then
      assertThat(other).as(table.name()).hasSameSizeAs(key).isNotEqualTo(key);
    }
  }

  private static List<Object> drawn(String name, double edges) {
    for (Table table : Tables.ALL) {
      for (Column column : table.columns()) {
        if (column.name().equals(name)) {
          return values(table, column, edges);
        }
      }
    }
    throw new AssertionError("no column " + name);
  }

  private static Stream<String> texts(double edges) {
    return Tables.ALL.stream()
        .flatMap(table -> table.columns().stream().map(column -> values(table, column, edges)))
        .flatMap(List::stream)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** The values that are not NULL. */
  private static List<Object> values(Table table, Column column, double edges) {
    int index = table.columns().indexOf(column);
    List<Object> values = new ArrayList<>();
    for (int number = 1; number <= ROWS; number++) {
      @Nullable Object value = table.columns().get(index).values().draw(draw(number, edges));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static Draw draw(long number, double edges) {
    Scene scene = new Scene(NOW, table -> 1_000, () -> 1);
    return new Draw(new SplittableRandom(number * 31), () -> number, scene, edges);
  }
}
