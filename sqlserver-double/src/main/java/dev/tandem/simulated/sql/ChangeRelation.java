/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.CaptureInstance;
import dev.tandem.simulated.store.Key;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Rows of a database's change data capture, the LSN of the commit being their first column. */
record ChangeRelation(List<Column> columns, Function<Lsn, Stream<Row>> from) implements Relation {
  private static final int SEQUENCE = 2;
  private static final int OPERATION = 3;

  static ChangeRelation of(CaptureInstance instance) {
    return new ChangeRelation(instance.columns(), lsn -> instance.changesFrom(lsn).stream());
  }

  @Override
  public List<Integer> key() {
    return List.of(0);
  }

  /** Sequence, command and operation grow alike within a commit. */
  @Override
  public boolean isSortedBy(List<Integer> places) {
    int command = columns.size() - 1;
    List<List<Integer>> sorted =
        List.of(
            List.of(),
            List.of(0),
            List.of(0, SEQUENCE, OPERATION),
            List.of(0, command, SEQUENCE, OPERATION));
    return sorted.contains(places);
  }

  @Override
  public Iterable<Row> rows(KeyRange range) {
    Object low = range.low().size() == 0 ? null : range.low().get(0);
    Lsn first = low instanceof Binary binary ? Lsn.of(binary) : Lsn.ZERO;
    return () -> iterator(first, range);
  }

  private Iterator<Row> iterator(Lsn first, KeyRange range) {
    return from.apply(first)
        .takeWhile(row -> !range.endsBefore(new Key(Row.of(row.get(0)))))
        .iterator();
  }
}
