/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static dev.tandem.model.mapping.Orders.change;
import static dev.tandem.model.mapping.Orders.map;
import static dev.tandem.model.mapping.Orders.mapper;
import static dev.tandem.model.mapping.Orders.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rows are in an entity, and what becomes of those that leave it. */
class RowsPlanTest {
  private static final SourceRow IN = row(1, "open", 5);
  private static final SourceRow OUT = row(1, "trace", 5);
  private static final SourceRow UNKNOWN = row(1, null, 5);
  private static final RowsPlan FILTERED = Orders.where("status != 'trace'");

  @Test
  void shouldLeaveOutWhatTheConditionDoesNotHoldFor() throws Exception {
    EntityMapper mapper = mapper(FILTERED);
    assertThat(mapper.map(IN)).isPresent();
    assertThat(mapper.map(OUT)).isEmpty();
    assertThat(map(mapper, new SourceChange.Created(OUT))).isEqualTo(new Mapping.Ignored());
    assertThat(map(mapper, new SourceChange.Updated(OUT, OUT))).isEqualTo(new Mapping.Ignored());
    assertThat(map(mapper, new SourceChange.Deleted(OUT))).isEqualTo(new Mapping.Ignored());
  }

  @Test
  void shouldCreateARowThatStartsToMatchAndDeleteOneThatStops() throws Exception {
    EntityMapper mapper = mapper(FILTERED);
    assertThat(change(mapper, new SourceChange.Updated(OUT, IN)))
        .isInstanceOf(EntityChange.Upserted.class);
    assertThat(change(mapper, new SourceChange.Updated(IN, OUT)))
        .isInstanceOf(EntityChange.Deleted.class);
    assertThat(change(mapper, new SourceChange.Deleted(IN)))
        .isInstanceOf(EntityChange.Deleted.class);
  }

  @Test
  void shouldIgnoreARowThatTheFirstSnapshotDoesNotLetIn() throws Exception {
    EntityMapper mapper = mapper(FILTERED);
    SourceChange read = new SourceChange.Read(OUT, true);
    assertThat(map(mapper, read)).isEqualTo(new Mapping.Ignored());
    assertThat(map(mapper, read, 1)).isInstanceOf(Mapping.Mapped.class);
  }

  /** It may have matched when it was read before, and changed while nobody looked. */
  @Test
  void shouldDeleteARowThatASnapshotNoLongerLetsIn() throws Exception {
    assertThat(change(mapper(FILTERED), new SourceChange.Read(OUT)))
        .isInstanceOf(EntityChange.Deleted.class);
  }

  /** An earlier revision may have let it in. */
  @Test
  void shouldDeleteUnderALaterRevisionWhatThatKeepsOut() throws Exception {
    EntityMapper mapper = mapper(FILTERED);
    for (SourceChange change :
        List.of(
            new SourceChange.Created(OUT),
            new SourceChange.Updated(OUT, OUT),
            new SourceChange.Deleted(OUT))) {
      assertThat(map(mapper, change, 1))
          .isInstanceOfSatisfying(
              Mapping.Mapped.class,
              mapped -> assertThat(mapped.change()).isInstanceOf(EntityChange.Deleted.class));
    }
  }

  @Test
  void shouldRejectARowOfWhichNobodyKnowsWhetherItIsIn() throws Exception {
    EntityMapper mapper = mapper(Orders.where("status.startsWith('o')"));
    assertThat(map(mapper, new SourceChange.Created(UNKNOWN)))
        .extracting("code", "field")
        .containsExactly("E_EXPRESSION", "");
    assertThat(change(mapper, new SourceChange.Deleted(UNKNOWN)))
        .as("it may be there")
        .isInstanceOf(EntityChange.Deleted.class);
  }

  /** So that a field that only rows of another kind fill badly does no harm. */
  @Test
  void shouldLookAtTheConditionBeforeTheFields() throws Exception {
    EntityMapper mapper = mapper(FILTERED, Orders.field("total", "Total", Optional.empty(), true));
    assertThat(mapper.map(row(1, "trace", null))).isEmpty();
    assertThatThrownBy(() -> mapper.map(row(1, "open", null))).isInstanceOf(RowRefused.class);
  }

  @Test
  void shouldRejectARowThatBreaksARuleAndNameTheRule() throws Exception {
    EntityMapper mapper = mapper(Orders.rule("total > 0", RowsPlan.Severity.REJECT));
    assertThat(mapper.map(IN)).isPresent();
    Mapping mapping = map(mapper, new SourceChange.Created(row(1, "secret", -5)));
    assertThat(mapping).extracting("code", "field").containsExactly("E_RULE", "");
    assertThat(mapping.toString()).contains("rule sound").doesNotContain("secret");
  }

  @Test
  void shouldWriteARowThatOnlyWarns() throws Exception {
    EntityMapper mapper = mapper(Orders.rule("total > 0", RowsPlan.Severity.WARN));
    assertThat(map(mapper, new SourceChange.Created(row(1, "a", -5))))
        .isInstanceOfSatisfying(
            Mapping.Mapped.class, mapped -> assertThat(mapped.warnings()).containsExactly("sound"));
    assertThat(map(mapper, new SourceChange.Created(IN)))
        .isInstanceOfSatisfying(
            Mapping.Mapped.class, mapped -> assertThat(mapped.warnings()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(RowsPlan.Severity.class)
  void shouldRejectARowThatARuleCannotBeEvaluatedFor(RowsPlan.Severity severity) throws Exception {
    EntityMapper mapper = mapper(Orders.rule("1 / total > 0", severity));
    assertThat(map(mapper, new SourceChange.Created(row(1, "a", 0))))
        .extracting("code")
        .isEqualTo("E_EXPRESSION");
  }

  @Test
  void shouldMarkADeletedRow() throws Exception {
    EntityMapper mapper = mapper(plan(new RowsPlan.Soft("is_deleted", Optional.of("removed_at"))));
    EntityRow live = mapper.map(IN).orElseThrow();
    assertThat(live.value("is_deleted")).isEqualTo(new Value.Bool(false));
    assertThat(live.value("removed_at")).isEqualTo(Value.NULL);
    EntityChange.Upserted gone =
        (EntityChange.Upserted) change(mapper, new SourceChange.Deleted(IN));
    assertThat(gone.row().value("status")).isEqualTo(new Value.Text("open"));
    assertThat(gone.row().value("is_deleted")).isEqualTo(new Value.Bool(true));
    assertThat(gone.row().value("removed_at"))
        .isEqualTo(new Value.Moment(Instant.parse("1970-01-01T00:00:01.5Z")));
  }

  @Test
  void shouldMarkARowThatStopsToMatch() throws Exception {
    EntityMapper mapper =
        mapper(
            new RowsPlan(FILTERED.where(), List.of(), new RowsPlan.Soft("gone", Optional.empty())));
    EntityChange.Upserted gone =
        (EntityChange.Upserted) change(mapper, new SourceChange.Updated(IN, OUT));
    assertThat(gone.row().value("gone")).isEqualTo(new Value.Bool(true));
  }

  @Test
  void shouldKeepADeletedRow() throws Exception {
    EntityMapper mapper = mapper(plan(new RowsPlan.Keep()));
    assertThat(map(mapper, new SourceChange.Deleted(IN))).isEqualTo(new Mapping.Ignored());
  }

  @Test
  void shouldSayWhatDoesNotFitACondition() {
    assertThatThrownBy(() -> mapper(Orders.where("nothing == 1")))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("where cannot be compiled")
        .hasMessageContaining("nothing");
    assertThatThrownBy(() -> mapper(Orders.rule("total", RowsPlan.Severity.WARN)))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("rule sound cannot be compiled");
  }

  private static RowsPlan plan(RowsPlan.Deletes deletes) {
    return new RowsPlan(Optional.empty(), List.of(), deletes);
  }
}
