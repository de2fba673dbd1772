/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.Location;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Location LOCATION =
      new Location(
          Map.of(
              "id", new Value.Int(-7),
              "name", new Value.Text("a#{b}"),
              "price", new Value.Decimal(new BigDecimal("1E+3")),
              "flag", new Value.Bool(true),
              "day", new Value.Date(LocalDate.of(1, 2, 3)),
              "at", new Value.Time(LocalTime.of(1, 2)),
              "local", new Value.Timestamp(LocalDateTime.of(2018, 6, 20, 23, 37, 3, 120_000_000)),
              "moment", new Value.Moment(Instant.parse("2018-06-20T23:37:03Z")),
              "span", new Value.Duration(-1),
              "none", Value.NULL));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{id}                         | -7",
        "ORDER#{id}#{flag}            | ORDER#-7#true",
        "{ id }                       | -7",
        "{name}                       | a#{b}",
        "{price}                      | 1000",
        "{day}                        | 0001-02-03",
        "{day:yyyy-MM}                | 0001-02",
        "{at}                         | 01:02:00.000000",
        "{local}                      | 2018-06-20T23:37:03.120000",
        "{moment}                     | 2018-06-20T23:37:03.000000Z",
        "{moment:yyyy-MM-dd'T'HH:mm}  | 2018-06-20T23:37",
        "{span}                       | -00:00:00.000001",
        "fixed                        | fixed",
        "a:b                          | a:b",
      })
  void shouldMakeAKeyOfFields(String template, String key) {
    assertThat(Template.parse(template).render(LOCATION)).contains(key);
  }

  /** So an item without the field is not in the index. */
  @Test
  void shouldMakeNoKeyOfNull() {
    assertThat(Template.parse("APP#{none}#{id}").render(LOCATION)).isEmpty();
  }

  @Test
  void shouldKnowItsFields() {
    Template template = Template.parse("{id}-{moment:yyyy}-{id}");
    assertThat(template.fields()).containsExactlyInAnyOrder("id", "moment");
    assertThat(template.formattedFields()).containsExactly("moment");
    assertThat(template).isEqualTo(Template.parse("{id}-{moment:yyyy}-{id}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "}", "a}", "{}", "{a", "{a:}", "{a{b}}", "{day:qqqqqqq}", "{:x}"})
  void shouldRefuseWhatIsNoTemplate(String text) {
    assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
