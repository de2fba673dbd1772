/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Value;
import dev.tandem.verify.Difference.Cell;
import dev.tandem.verify.Difference.Kind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationTest {

  private final World world = new World();

  @Test
  void agreesWhenBothSidesHoldTheSameInAnyOrder() {
    // Given
    world.withRows(10_000);
    Collections.shuffle(world.target, new Random(1));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
    assertThat(report.sourceRows()).isEqualTo(10_000);
    assertThat(report.targetRows()).isEqualTo(10_000);
    assertThat(world.sourceScans).isEqualTo(1);
    assertThat(world.targetScans).isEqualTo(1);
  }

  @Test
  void agreesOnTwoEmptySides() {
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
    assertThat(report.sourceRows()).isZero();
  }

  @Test
  void findsOneCellOfAHundredThousandRows() {
    // Given
    world.withRows(100_000);
    SourceRow row = World.row(77_777);
    world.target.set(77_776, stored(World.with(row, "Count", new Value.Int(778))));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .containsExactly(changed("Id=77777", "id=77777", new Cell("count", "777", "778")));
    assertThat(report.differences().count()).isEqualTo(1);
    assertThat(report.agrees()).isFalse();
  }

  static Stream<Arguments> flips() {
    String name = "'name of 777'";
    String note = "'note number 777 with some text'";
    return Stream.of(
        flip("Name", new Value.Text("name of 777 "), name, "'name of 777 '"),
        flip("Name", new Value.Text("name of 77?"), name, "'name of 77?'"),
        flip("Amount", new Value.Decimal(new BigDecimal("54.38")), "54.39", "54.38"),
        flip(
            "Created",
            new Value.Timestamp(LocalDateTime.parse("2018-06-20T06:37:03.000778")),
            "2018-06-20T06:37:03.000777",
            "2018-06-20T06:37:03.000778"),
        flip("Note", Value.NULL, note, "NULL"),
        flip("Note", new Value.Text(""), note, "''"),
        flip("Flag", new Value.Int(0), "true", "false"),
        flip("Score", new Value.Float64(Math.nextUp(259d)), "259.0", "259.00000000000006"),
        flip("Data", Value.Bytes.of(new byte[] {0}), "0x090307", "0x00"));
  }

  private static Arguments flip(String column, Value value, String source, String target) {
    return Arguments.of(column, value, source, target);
  }

  @ParameterizedTest
  @MethodSource("flips")
  void findsTheSmallestDifferenceOfEveryType(
      String column, Value wrong, String source, String target) {
    // Given
    world.withRows(1_000);
    world.target.set(776, stored(World.with(World.row(777), column, wrong)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .containsExactly(
            changed("Id=777", "id=777", new Cell(column.toLowerCase(Locale.ROOT), source, target)));
  }

  private StoredRow stored(SourceRow row) {
    return new StoredRow(world.entity(row), List.of());
  }

  private static Difference changed(String sourceKey, String targetKey, Cell cell) {
    return new Difference(Kind.CHANGED, sourceKey, targetKey, List.of(cell));
  }

  @Test
  void tellsNullFromEmptyAndFromNul() {
    // Given
    List<Value> notes =
        List.of(Value.NULL, new Value.Text(""), new Value.Text("\0"), new Value.Text(" "));
    for (int i = 0; i < notes.size(); i++) {
      world.put(World.with(World.row(i + 1), "Note", notes.get(i)));
      Value other = notes.get((i + 1) % notes.size());
      world.store(world.entity(World.with(World.row(i + 1), "Note", other)));
    }
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .flatExtracting(Difference::cells)
        .containsExactlyInAnyOrder(
            new Cell("note", "NULL", "''"),
            new Cell("note", "''", "'\\u{0}'"),
            new Cell("note", "'\\u{0}'", "' '"),
            new Cell("note", "' '", "NULL"));
  }

  @Test
  void findsAMissingRow() {
    // Given
    world.withRows(100);
    world.remove(42);
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .containsExactly(new Difference(Kind.MISSING, "Id=42", "id=42", List.of()));
  }

  @Test
  void findsAnExtraRow() {
    // Given
    world.withRows(100);
    world.store(world.entity(World.row(101)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .containsExactly(new Difference(Kind.EXTRA, "", "id=101", List.of()));
  }

  @Test
  void findsARowStoredTwice() {
    // Given
    world.withRows(100);
    world.store(world.entity(World.row(7)));
    world.store(world.entity(World.with(World.row(8), "Count", new Value.Int(0))));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .extracting(Difference::kind, Difference::targetKey)
        .containsExactlyInAnyOrder(tuple(Kind.EXTRA, "id=7"), tuple(Kind.EXTRA, "id=8"));
  }

  @Test
  void findsSwappedRows() {
    // Given
    world.withRows(100);
    EntityRow third = world.entity(World.with(World.row(3), "Name", new Value.Text("name of 4")));
    EntityRow fourth = world.entity(World.with(World.row(4), "Name", new Value.Text("name of 3")));
    world.replace(third);
    world.replace(fourth);
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .extracting(Difference::kind, Difference::sourceKey)
        .containsExactlyInAnyOrder(tuple(Kind.CHANGED, "Id=3"), tuple(Kind.CHANGED, "Id=4"));
  }

  @Test
  void findsWhatIsWrongWithAStoredRowInItself() {
    // Given
    world.withRows(100);
    world.remove(5);
    world.target.add(
        new StoredRow(
            world.entity(World.row(5)),
            List.of(new StoredRow.Flaw("gsi1pk", "APP#5", "APP#\u001b[31m6"))));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .flatExtracting(Difference::cells)
        .containsExactly(new Cell("gsi1pk", "APP#5", "APP#\\u{1b}[31m6"));
  }

  @Test
  void findsStraysEvenWithoutAKeyOrWithTheKeyOfARowThatIsRight() {
    // Given
    world.withRows(100);
    StoredRow.Flaw elsewhere = new StoredRow.Flaw("pk", "APP#5", "APP#6");
    world.target.add(new StoredRow(world.entity(World.row(5)), List.of(elsewhere), false));
    EntityRow nothing = World.nothing(world.entity(World.row(6)).schema());
    world.target.add(new StoredRow(nothing, List.of(elsewhere), false));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .containsExactlyInAnyOrder(
            new Difference(Kind.EXTRA, "", "id=5", List.of(new Cell("pk", "APP#5", "APP#6"))),
            new Difference(Kind.EXTRA, "", "id=NULL", List.of(new Cell("pk", "APP#5", "APP#6"))));
    assertThat(report.targetRows()).isEqualTo(102);
  }

  @Test
  void countsRowsThatTheMappingRefusesApart() {
    // Given
    world.withRows(100);
    SourceRow refused = World.with(World.row(9), "Flag", new Value.Int(2));
    world.put(refused); // the target still has what the row was before
    world.put(World.with(World.row(200), "Flag", new Value.Int(-1)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.rejected().count()).isEqualTo(2);
    assertThat(report.rejected().first())
        .containsExactly(
            new Rejection("Id=9", "E_BOOL_RANGE", "flag"),
            new Rejection("Id=200", "E_BOOL_RANGE", "flag"));
    assertThat(report.differences().isEmpty()).isTrue();
  }

  @Test
  void countsRowsThatMayHaveExpiredApart() {
    // Given
    world.withRows(100);
    world.expired = row -> ((Value.Int) row.value("id")).value() <= 10;
    world.remove(1);
    world.remove(2);
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.expired()).isEqualTo(10);
    assertThat(report.agrees()).isTrue();
    assertThat(world.sourceScans).isEqualTo(1);
  }

  @Test
  void findsARowWhoseCopyWronglyLooksExpired() {
    // Given
    world.withRows(100);
    world.replace(world.entity(World.with(World.row(5), "Count", new Value.Int(-1))));
    world.expired = row -> row.value("count").equals(new Value.Int(-1));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .flatExtracting(Difference::cells)
        .containsExactly(new Cell("count", "5", "-1"));
  }
}
