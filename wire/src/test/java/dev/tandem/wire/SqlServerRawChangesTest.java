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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Raw events of SQL Server as several releases of Debezium have written them. */
class SqlServerRawChangesTest {
  private static final SourceTable TABLE =
      new SourceTable(
          SourceKind.SQL_SERVER,
          new TableId("shop", "dbo", "customers"),
          List.of(
              new SourceColumn("id", "INT", -1, -1, false, List.of()),
              new SourceColumn("email", "NVARCHAR", 50, -1, true, List.of())),
          List.of("id"));

  private final RawChangeReader reader = new RawChangeReader(TABLE);

  private RawChange read(String json) throws RawRefused {
    return reader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static SourceRow row(int id, String email) {
    return new SourceRow(TABLE, new Value.Int(id), new Value.Text(email));
  }

  @Test
  void shouldReadWhatThisReleaseWrites() throws RawRefused {
    assertThat(
            read(
                """
                {"before":null,"after":{"id":1,"email":"a"},"source":{"version":"3.6.1.Final",
                "connector":"sqlserver","name":"p","ts_ms":1795379506751,"snapshot":"false","db":"shop",
                "sequence":null,"ts_us":1795379506751741,"ts_ns":1795379506751741100,"schema":"dbo",
                "table":"customers","change_lsn":"0000002a:00000010:0008",
                "commit_lsn":"0000002a:00000010:0009","event_serial_no":2},"transaction":null,"op":"c",
                "ts_ms":1795379506764,"ts_us":1795379506764054,"ts_ns":1795379506764054344}"""))
        .isEqualTo(new RawChange(new SourceChange.Created(row(1, "a")), 1795379506751741L));
  }

  /** Debezium before 1.0 wrote the number as text, and had no microseconds. */
  @Test
  void shouldReadASerialNumberThatIsText() throws RawRefused {
    assertThat(
            read(
                """
                {"before":{"id":1,"email":"a"},"after":{"id":1,"email":"b"},"source":{"version":"0.10.0",
                "connector":"sqlserver","name":"p","ts_ms":1559729471739,"snapshot":"false","db":"shop",
                "schema":"dbo","table":"customers","change_lsn":"00000027:00000ac0:0002",
                "commit_lsn":"00000027:00000ac0:0007","event_serial_no":"2"},"op":"u",
                "ts_ms":1559729998706}"""))
        .isEqualTo(
            new RawChange(new SourceChange.Updated(row(1, "a"), row(1, "b")), 1559729471739000L));
  }

  @Test
  void shouldReadACreationWithoutTheImageBefore() throws RawRefused {
    assertThat(
            read("{\"after\":{\"id\":1,\"email\":\"a\"},\"source\":{\"ts_ms\":1},\"op\":\"c\"}")
                .change())
        .isEqualTo(new SourceChange.Created(row(1, "a")));
  }

  @Test
  void shouldRefuseAnUpdateWithoutTheImageBefore() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"after\":{\"id\":1,\"email\":\"a\"},\"source\":{\"ts_ms\":1},\"op\":\"u\"}"))
        .isInstanceOfSatisfying(
            RawRefused.class, refused -> assertThat(refused.reason()).contains("before"));
  }

  @Test
  void shouldRefuseAnEventThatBringsItsSchema() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"schema":{"type":"struct","fields":[]},"payload":{"before":null,
                    "after":{"id":1,"email":"a"},"source":{"ts_ms":1},"op":"c"}}"""))
        .isInstanceOfSatisfying(
            RawRefused.class, refused -> assertThat(refused.reason()).contains("envelope"));
  }

  @Test
  void shouldRefuseAValueThatTheChangeDoesNotHold() {
    SourceTable large =
        new SourceTable(
            SourceKind.SQL_SERVER,
            TABLE.id(),
            List.of(new SourceColumn("body", "NVARCHAR", -1, -1, true, List.of())),
            List.of());
    String json = "{\"after\":{\"body\":\"" + Unavailable.TEXT + "\"},\"op\":\"c\"}";
    assertThatThrownBy(() -> new RawChangeReader(large).read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            RawRefused.class, refused -> assertThat(refused.column()).isEqualTo("body"));
  }
}
