/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawChangeReaderTest {
  private static final SourceTable TABLE =
      new SourceTable(
          SourceKind.MYSQL,
          TableId.of("shop", "customers"),
          List.of(
              new SourceColumn("id", "INT", -1, -1, false, List.of()),
              new SourceColumn("email", "VARCHAR", 255, -1, true, List.of())),
          List.of("id"));
  private static final String SOURCE =
      """
      {"version":"3.6.1.Final","connector":"mysql","name":"p","ts_ms":1465491411815,\
      "snapshot":"false","db":"shop","sequence":null,"ts_us":1465491411815437,\
      "ts_ns":1465491411815437158,"table":"customers","server_id":112233,"gtid":null,\
      "file":"mysql-bin.000003","pos":154,"row":0,"thread":7,"query":null}""";

  private final RawChangeReader reader = new RawChangeReader(TABLE);

  @Test
  void shouldReadTheRowOfASnapshot() throws RawRefused {
    assertThat(read("r", "null", "{\"id\":1004,\"email\":\"a@x\"}"))
        .isEqualTo(new RawChange(new SourceChange.Read(row(1004, "a@x")), 1465491411815437L));
  }

  @Test
  void shouldReadAnInsert() throws RawRefused {
    assertThat(read("c", "null", "{\"id\":1004,\"email\":null}").change())
        .isEqualTo(new SourceChange.Created(row(1004, null)));
  }

  @Test
  void shouldReadBothImagesOfAnUpdate() throws RawRefused {
    assertThat(read("u", "{\"id\":1,\"email\":\"a\"}", "{\"id\":1,\"email\":\"b\"}").change())
        .isEqualTo(new SourceChange.Updated(row(1, "a"), row(1, "b")));
  }

  @Test
  void shouldReadADelete() throws RawRefused {
    assertThat(read("d", "{\"id\":1,\"email\":\"a\"}", "null").change())
        .isEqualTo(new SourceChange.Deleted(row(1, "a")));
  }

  @Test
  void shouldReadATruncate() throws RawRefused {
    assertThat(read("t", "null", "null").change()).isEqualTo(new SourceChange.Truncated());
  }

  @Test
  void shouldReadColumnsInAnyOrder() throws RawRefused {
    assertThat(read("c", "null", "{\"email\":\"a\",\"id\":1}").change())
        .isEqualTo(new SourceChange.Created(row(1, "a")));
  }

  @Test
  void shouldReadMillisecondsWhereThereIsNothingFiner() throws RawRefused {
    String record = "{\"after\":{\"id\":1,\"email\":\"a\"},\"source\":{\"ts_ms\":12},\"op\":\"c\"}";
    assertThat(reader.read(bytes(record)).committedAtMicros()).isEqualTo(12_000);
  }

  @Test
  void shouldReadOfAFormerRowWhatIsWanted() throws RawRefused {
    BitSet key = new BitSet();
    key.set(0);
    String update = envelope("u", "{\"id\":1,\"email\":5}", "{\"id\":1,\"email\":\"b\"}");
    SourceChange change = new RawChangeReader(TABLE, key).read(bytes(update)).change();
    SourceRow before = ((SourceChange.Updated) change).before();
    assertThat(before.value(0)).isEqualTo(new Value.Int(1));
    assertThatThrownBy(() -> before.value(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("email");
    assertThat(((SourceChange.Updated) change).after()).isEqualTo(row(1, "b"));
  }

  @Test
  void shouldReadALongString() throws RawRefused {
    String large = "x".repeat(21_000_000);
    assertThat(read("c", "null", "{\"id\":1,\"email\":\"" + large + "\"}").change())
        .isEqualTo(new SourceChange.Created(row(1, large)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                      | E_RAW_JSON     | ``",
        "[]                                                      | E_RAW_ENVELOPE | ``",
        "null                                                    | E_RAW_ENVELOPE | ``",
        "{}                                                      | E_RAW_ENVELOPE | ``",
        "{\"op\":\"c\"}                                          | E_RAW_ENVELOPE | ``",
        "{\"op\":\"c\",\"after\":null}                           | E_RAW_ENVELOPE | ``",
        "{\"op\":\"u\",\"after\":{\"id\":1,\"email\":\"a\"}}     | E_RAW_ENVELOPE | ``",
        "{\"op\":\"m\",\"after\":{\"id\":1,\"email\":\"a\"}}     | E_RAW_ENVELOPE | ``",
        "{\"op\":null,\"after\":{\"id\":1,\"email\":\"a\"}}      | E_RAW_ENVELOPE | ``",
        "{\"schema\":{},\"payload\":{}}                          | E_RAW_ENVELOPE | ``",
        "{\"op\":\"c\",\"after\":{\"id\":1                       | E_RAW_JSON     | ``",
        "{\"op\":\"c\",\"after\":{\"id\":1,\"email\":\"a\"}      | E_RAW_JSON     | ``",
        "{\"op\":\"c\",\"after\":{\"id\":1}}                     | E_MISSING      | email",
        "{\"op\":\"c\",\"after\":{\"id\":1,\"email\":\"a\",\"x\":1}} | E_RAW_COLUMN | x",
        "{\"op\":\"c\",\"after\":{\"id\":99999999999999999999,\"email\":\"a\"}} | E_TYPE | id",
        "{\"op\":\"c\",\"after\":5}                              | E_RAW_ENVELOPE | ``",
        "{\"op\":\"c\",\"source\":5}                             | E_RAW_JSON     | ``",
        "{\"op\":\"c\",\"source\":{\"ts_ms\":1.5}}               | E_RAW_JSON     | ``",
        "{\"op\":\"c\"}{}                                        | E_RAW_JSON     | ``",
      })
  void shouldRefuseWhatIsNoEnvelopeOfItsTable(String record, String code, String column) {
    assertThatThrownBy(() -> reader.read(bytes(record)))
        .isInstanceOfSatisfying(
            RawRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.column()).isEqualTo(column);
            });
  }

  @Test
  void shouldNotTellAValueInARefusal() {
    assertThatThrownBy(() -> read("c", "null", "{\"id\":\"s3cret\",\"email\":\"a\"}"))
        .hasMessageNotContaining("s3cret");
  }

  private RawChange read(String op, String before, String after) throws RawRefused {
    return reader.read(bytes(envelope(op, before, after)));
  }

  private static String envelope(String op, String before, String after) {
    return """
        {"before":%s,"after":%s,"source":%s,"transaction":null,"op":"%s","ts_ms":1465491461815}"""
        .formatted(before, after, SOURCE, op);
  }

  private static SourceRow row(long id, @org.jspecify.annotations.Nullable String email) {
    return new SourceRow(
        TABLE, new Value.Int(id), email == null ? Value.NULL : new Value.Text(email));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
