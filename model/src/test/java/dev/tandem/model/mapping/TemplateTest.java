/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
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
    assertThat(template).isEqualTo(Template.parse("{id}-{moment:yyyy}-{id}"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{id}           | json       | uses the field id, and a json has no form for a key",
        "{id}           | float64    | uses the field id, and a float64 has no form for a key",
        "{id}           | bytes      | uses the field id, and a bytes has no form for a key",
        "{id}           | array<int16> | uses the field id, and a array<int16> has no form for a key",
        "{id:yyyy}      | int64      | formats the field id as a time, but it is a int64",
        "{id:HH}        | date       | formats the field id as what a date does not have",
        "{id:yyyy}      | time       | formats the field id as what a time does not have",
        "{id}{id}       | text       | runs {id} into {id}: write a character between them",
        "{id}0#{id}     | int32      | goes on with a digit after the number {id}",
        "{id}.{id}      | uint64     | goes on with a digit after the number {id}",
      })
  void shouldSayWhatDoesNotFitATemplate(String template, String type, String problem) {
    assertThat(Template.parse(template).problems(name -> Types.parse(type)))
        .containsExactly(problem);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{id}#{id}          | text",
        "{id:yyyyMM}{id:dd} | date",
        "{id:HHmm}-{id}     | instant",
        "A{id}-0            | decimal(5,2)",
        "{id}0              | text",
      })
  void shouldFindNothingWrongWithATemplateThatFits(String template, String type) {
    assertThat(Template.parse(template).problems(name -> Types.parse(type))).isEmpty();
  }

  /** Two rows with different texts never get the same key. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{a}#{b}       | x#y    | z#%   | x%23y#z#%",
        "{a}#{b}       | 1%23   | z     | 1%2523#z",
        "{a}-{id}-{b}  | a-b    | c-d   | a%2Db-7-c-d",
        "{a}€{b}       | a€b    | c     | a%E2%82%ACb€c",
        "{id}#{a}      | x#y    |       | 7#x#y",
        "{a}#{id}      | x#y    |       | x#y#7",
        "{uuid}-{a}    | x-y    |       | 6ccd780c-baba-1026-9564-5b8c656024db-x-y",
      })
  void shouldEscapeAllTextsButTheLast(String template, String a, String b, String key) {
    EntitySchema schema =
        new EntitySchema(
            new EntityName("sales", "order"),
            List.of(
                field("id", "int64"),
                field("a", "text"),
                field("b", "string(9)"),
                field("uuid", "uuid")),
            List.of("id"));
    EntityRow row =
        new EntityRow(
            schema,
            new Value.Int(7),
            new Value.Text(a),
            b == null ? Value.NULL : new Value.Text(b),
            new Value.Text("6ccd780c-baba-1026-9564-5b8c656024db"));
    assertThat(Template.parse(template).of(schema).render(row::value)).contains(key);
  }

  private static EntityField field(String name, String type) {
    return new EntityField(name, Types.parse(type).orElseThrow(), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "}", "a}", "{}", "{a", "{a:}", "{a{b}}", "{day:qqqqqqq}", "{:x}"})
  void shouldRefuseWhatIsNoTemplate(String text) {
    assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
