/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Value;
import dev.tandem.verify.Difference.Cell;
import dev.tandem.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.List;

/** Compares what the source has under a key with what the target has under it. */
final class RowComparison {
  private final EntitySides sides;

  RowComparison(EntitySides sides) {
    this.sides = sides;
  }

  /** What is wrong; nothing when one of the source's rows cannot be mapped at all. */
  List<Difference> differences(List<SourceState> source, List<StoredRow> target) {
    List<SourceState.Mapped> unmatched = new ArrayList<>();
    for (SourceState state : source) {
      if (state instanceof SourceState.Refused) {
        return List.of(); // whatever the target has of an older state, the dead letters tell
      } else if (state instanceof SourceState.Mapped mapped) {
        unmatched.add(mapped);
      }
    }
    List<StoredRow> unexplained = new ArrayList<>(target);
    unmatched.removeIf(mapped -> takeEqual(mapped.entity(), unexplained));
    List<Difference> differences = new ArrayList<>();
    for (SourceState.Mapped mapped : unmatched) {
      if (unexplained.isEmpty()) {
        differences.add(missing(mapped));
      } else {
        differences.add(changed(mapped, takeNearest(mapped.entity(), unexplained)));
      }
    }
    unexplained.stream()
        .map(StoredRow::row)
        .filter(row -> !sides.mayStay(row))
        .forEach(row -> differences.add(extra(row)));
    return differences;
  }

  private static boolean takeEqual(EntityRow row, List<StoredRow> stored) {
    for (int i = 0; i < stored.size(); i++) {
      StoredRow candidate = stored.get(i);
      if (candidate.flaws().isEmpty() && candidate.row().values().equals(row.values())) {
        stored.remove(i);
        return true;
      }
    }
    return false;
  }

  private StoredRow takeNearest(EntityRow row, List<StoredRow> stored) {
    for (int i = 0; i < stored.size(); i++) {
      if (sides.place(stored.get(i).row()).equals(sides.place(row))) {
        return stored.remove(i);
      }
    }
    return stored.remove(0);
  }

  private Difference missing(SourceState.Mapped mapped) {
    return new Difference(
        Kind.MISSING, sides.keyText(mapped.row()), place(mapped.entity()), List.of());
  }

  private Difference extra(EntityRow row) {
    return new Difference(Kind.EXTRA, "", place(row), List.of());
  }

  private Difference changed(SourceState.Mapped mapped, StoredRow stored) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < sides.schema().fields().size(); i++) {
      Value expected = mapped.entity().value(i);
      Value found = stored.row().value(i);
      if (!expected.equals(found)) {
        cells.add(
            new Cell(
                ValueText.of(sides.schema().fields().get(i).name()),
                ValueText.of(expected, found),
                ValueText.of(found, expected)));
      }
    }
    cells.addAll(cells(stored.flaws()));
    return new Difference(Kind.CHANGED, sides.keyText(mapped.row()), place(stored.row()), cells);
  }

  /** A row that lies where no row of the source belongs, whatever it says; its flaws tell where. */
  static Difference stray(StoredRow stored) {
    return new Difference(
        Kind.EXTRA,
        "",
        EntitySides.placeText(stored.row().location(stored.row().schema().key())),
        cells(stored.flaws()));
  }

  private static List<Cell> cells(List<StoredRow.Flaw> flaws) {
    return flaws.stream()
        .map(
            flaw ->
                new Cell(
                    ValueText.of(flaw.name()),
                    ValueText.of(flaw.expected()),
                    ValueText.of(flaw.found())))
        .toList();
  }

  private String place(EntityRow row) {
    return EntitySides.placeText(sides.place(row));
  }
}
