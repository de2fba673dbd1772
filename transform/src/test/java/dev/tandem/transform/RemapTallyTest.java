/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.Types;
import dev.tandem.model.type.Value;
import dev.tandem.wire.KeyDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rows as a topic holds them, against what the mapping makes of their last raw records. */
class RemapTallyTest {
  private static final EntityName NAME = new EntityName("sales", "order");
  private static final EntitySchema BEFORE = schema("note", "state");
  private static final EntitySchema NOW = schema("state", "note", "extra");
  private static final int REVISION = 4;

  private final List<Consumer<RowStates>> records = new ArrayList<>();
  private final Map<KeyDigest, Version> due = new HashMap<>();

  private static EntitySchema schema(String... texts) {
    List<EntityField> fields = new ArrayList<>();
    fields.add(new EntityField("id", Types.parse("int64").orElseThrow(), false));
    for (String text : texts) {
      fields.add(new EntityField(text, Types.parse("text").orElseThrow(), true));
    }
    return new EntitySchema(NAME, fields, List.of("id"));
  }

  private static EntityChange row(EntitySchema schema, Version version, int id, String... texts) {
    Value[] values = new Value[texts.length + 1];
    values[0] = new Value.Int(id);
    for (int i = 0; i < texts.length; i++) {
      values[i + 1] = texts[i].isEmpty() ? Value.NULL : new Value.Text(texts[i]);
    }
    EntityRow row = new EntityRow(schema, values);
    return new EntityChange.Upserted(
        row.key(), version, 1, EntityChange.Origin.UPDATE, row, List.of());
  }

  private static EntityChange deleted(EntitySchema schema, Version version, int id) {
    Map<String, Value> key = Map.of("id", new Value.Int(id));
    return new EntityChange.Deleted(
        EntityKey.of(schema, key), version, 1, List.of(new Location(key)));
  }

  private static Version held(long offset) {
    return Version.of(1, offset, 3);
  }

  private static Version mapped(long offset) {
    return Version.of(1, offset, REVISION);
  }

  private void hold(EntityChange change) {
    records.add(states -> states.held(change));
  }

  private void map(EntityChange change) {
    KeyDigest raw = rawKey(change.key().json());
    records.add(states -> states.mapped(change, raw, 0));
  }

  private void refuse(String rawKey, String code) {
    refuse(rawKey, code, 1_000);
  }

  private void refuse(String rawKey, String code, long offset) {
    Version version = Version.of(1, offset, 0);
    records.add(states -> states.refused(rawKey(rawKey), code, version));
  }

  private static KeyDigest rawKey(String key) {
    return KeyDigest.of(key.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link Remap} does it: each part of the keys by itself. */
  private RemapReport report(int parts) {
    return tally(parts).report();
  }

  private RemapTally tally(int parts) {
    RemapTally tally = new RemapTally(REVISION, Set.of("state"));
    due.clear();
    for (int part = 0; part < parts; part++) {
      RowStates states = new RowStates(part, parts);
      records.forEach(record -> record.accept(states));
      tally.add(states).forEach(row -> due.put(row.key(), row.version()));
    }
    return tally;
  }

  /** The offsets of the raw records that were to be published. */
  private List<Long> due() {
    return due.values().stream().map(Version::offset).sorted().toList();
  }

  @Test
  void shouldNameTheColumnsThatWouldChangeWhateverTheirOrder() {
    // Given
    hold(row(BEFORE, held(1), 1, "a", "new"));
    hold(row(BEFORE, held(2), 2, "b", "new"));
    hold(row(BEFORE, held(3), 3, "c", "new"));
    map(row(NOW, mapped(1), 1, "new", "a", ""));
    map(row(NOW, mapped(2), 2, "new", "B", ""));
    map(row(NOW, mapped(3), 3, "old", "C", "more"));

    // When
    RemapReport report = report(1);

    // Then
    assertThat(report)
        .isEqualTo(
            new RemapReport(
                REVISION,
                3,
                3,
                2,
                Map.of("note", 2L, "state", 1L, "extra", 1L),
                0,
                0,
                0,
                Map.of(),
                new RemapReport.Obstacles(0, 1, 0)));
    assertThat(report.differing()).isEqualTo(2);
  }

  @Test
  void shouldSeeAFieldThatIsGoneAsAChangeOfTheRowsThatHaveAValueInIt() {
    // Given
    EntitySchema without = schema("note");
    hold(row(BEFORE, held(1), 1, "a", "new"));
    hold(row(BEFORE, held(2), 2, "a", ""));
    map(row(without, mapped(1), 1, "a"));
    map(row(without, mapped(2), 2, "a"));

    // When and then
    assertThat(report(1).columns()).isEqualTo(Map.of("state", 1L));
    assertThat(report(1).changed()).isEqualTo(1);
  }

  @Test
  void shouldCountRowsThatWouldComeAndGo() {
    // Given one that would be new, one that would come back, one that would go
    map(row(BEFORE, mapped(1), 1, "a", "b"));
    hold(deleted(BEFORE, held(2), 2));
    map(row(BEFORE, mapped(2), 2, "a", "b"));
    hold(row(BEFORE, held(3), 3, "a", "b"));
    map(deleted(BEFORE, mapped(3), 3));
    // and two that are not there either way
    hold(deleted(BEFORE, held(4), 4));
    map(deleted(BEFORE, mapped(4), 4));
    map(deleted(BEFORE, mapped(5), 5));

    // When
    RemapReport report = report(1);

    // Then
    assertThat(report.fresh()).isEqualTo(2);
    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.changed()).isZero();
    assertThat(report.rows()).isEqualTo(1);
    assertThat(due()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void shouldPublishWhatDiffersAlone() {
    // Given rows that would change, that are so already, that have changed since, and one to be
    hold(row(BEFORE, held(1), 1, "a", "b"));
    map(row(BEFORE, mapped(1), 1, "A", "b"));
    hold(row(BEFORE, held(2), 2, "a", "b"));
    map(row(BEFORE, mapped(2), 2, "a", "b"));
    hold(row(BEFORE, held(7), 3, "a", "b"));
    map(row(BEFORE, mapped(3), 3, "A", "b"));
    map(row(BEFORE, mapped(4), 4, "A", "b"));

    // When
    RemapTally tally = tally(1);

    // Then
    assertThat(due()).containsExactly(1L, 4L);
    assertThat(tally.same()).isEqualTo(1);
    assertThat(tally.report().obstacles()).isEqualTo(RemapReport.Obstacles.NONE);
  }

  /** A target would take it for what it has. */
  @Test
  void shouldNotPublishWhatTheSameOrAHigherRevisionMade() {
    // Given
    hold(row(BEFORE, mapped(1), 1, "a", "b"));
    map(row(BEFORE, mapped(1), 1, "A", "b"));
    hold(deleted(BEFORE, Version.of(1, 2, REVISION + 1), 2));
    map(row(BEFORE, mapped(2), 2, "a", "b"));

    // When
    RemapReport report = report(1);

    // Then
    assertThat(report.obstacles()).isEqualTo(new RemapReport.Obstacles(2, 0, 0));
    assertThat(report.differing()).isEqualTo(2);
    assertThat(due()).isEmpty();
  }

  @Test
  void shouldNotPublishARowInAnotherPlace() {
    // Given
    hold(row(BEFORE, held(1), 1, "a", "here"));
    map(row(BEFORE, mapped(1), 1, "a", "there"));

    // When and then
    assertThat(report(1).obstacles()).isEqualTo(new RemapReport.Obstacles(0, 1, 0));
    assertThat(due()).isEmpty();
  }

  @Test
  void shouldTellRowsOfAnotherKeyFromThoseThatAreRefusedOrNoLongerKept() {
    // Given a row that is made of its record under another key
    hold(row(BEFORE, held(1), 1, "a", "b"));
    map(row(BEFORE, mapped(1), 101, "a", "b"));
    // and one that is refused, beside a new one at the same offset of another partition
    hold(row(BEFORE, held(2), 2, "a", "b"));
    refuse("2", "E_NULL", 2);
    refuse("2", "E_NULL", 9);
    map(row(BEFORE, mapped(2), 102, "a", "b"));
    // and two whose records are gone, and one that came under this revision
    hold(row(BEFORE, held(3), 3, "a", "b"));
    hold(row(BEFORE, held(4), 4, "a", "b"));
    hold(row(BEFORE, mapped(5), 5, "a", "b"));

    // When
    RemapReport report = report(3);

    // Then
    assertThat(report.obstacles()).isEqualTo(new RemapReport.Obstacles(0, 1, 2));
    assertThat(report.unknown()).isEqualTo(5);
  }

  /** A record that was repeated, or mapped anew, lies behind its successor. */
  @Test
  void shouldTakeTheNewestOfEachKeyAndNotTheLast() {
    // Given
    hold(row(BEFORE, held(5), 1, "new", ""));
    hold(row(BEFORE, held(2), 1, "old", ""));
    map(row(BEFORE, mapped(2), 1, "old", ""));
    map(row(BEFORE, mapped(5), 1, "new", ""));

    // When and then
    assertThat(report(1).differing()).isZero();
  }

  @Test
  void shouldLeaveAloneWhatChangedWhileItWasLookedAt() {
    // Given
    map(row(BEFORE, mapped(2), 1, "old", ""));
    hold(row(BEFORE, held(2), 1, "old", ""));
    hold(row(BEFORE, held(5), 1, "new", ""));

    // When and then
    assertThat(report(1).differing()).isZero();
  }

  @Test
  void shouldCountARefusalOnlyWhenNothingLaterOfTheRowIsTaken() {
    // Given
    String first = row(BEFORE, mapped(1), 1, "a", "b").key().json();
    refuse(first, "E_INT_RANGE");
    map(row(BEFORE, mapped(2), 1, "a", "b"));
    hold(row(BEFORE, held(2), 1, "a", "b"));
    refuse("other", "E_NULL");
    refuse("another", "E_NULL");
    hold(row(BEFORE, held(3), 2, "a", "b"));

    // When
    RemapReport report = report(1);

    // Then
    assertThat(report.refused()).isEqualTo(Map.of("E_NULL", 2L));
    assertThat(report.refusals()).isEqualTo(2);
    assertThat(report.unknown()).isEqualTo(1);
    assertThat(report.differing()).isZero();
  }

  @Test
  void shouldComeToTheSameInParts() {
    // Given
    for (int id = 1; id <= 50; id++) {
      hold(row(BEFORE, held(id), id, "a", "b"));
      map(row(BEFORE, mapped(id), id, id % 2 == 0 ? "a" : "A", "b"));
      refuse("raw " + id, "E_NULL");
    }

    // When
    RemapReport report = report(7);

    // Then
    assertThat(report).isEqualTo(report(1));
    assertThat(report.changed()).isEqualTo(25);
    assertThat(report.rows()).isEqualTo(50);
    assertThat(report.refusals()).isEqualTo(50);
  }
}
