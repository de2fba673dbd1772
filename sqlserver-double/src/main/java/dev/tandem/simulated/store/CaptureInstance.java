/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A change table: the columns as they were when it was made, and what was captured since. */
public final class CaptureInstance {
  static final int DELETE = 1;
  static final int INSERT = 2;
  static final int BEFORE = 3;
  static final int AFTER = 4;

  private static final int MASK_BYTES = 128;

  private final Table table;
  private final String name;
  private final int objectId;
  private final List<Integer> places;
  private final List<Column> columns;
  private final Instant created;
  private final List<Row> changes = new ArrayList<>();
  private final List<Lsn> lsns = new ArrayList<>();
  private final Lsn firstLsn;
  private Lsn startLsn;

  CaptureInstance(
      Table table, String name, int objectId, List<Integer> places, Lsn start, Instant at) {
    this.table = table;
    this.name = name;
    this.objectId = objectId;
    this.places = List.copyOf(places);
    this.columns = columns(table, places);
    this.firstLsn = start;
    this.startLsn = start;
    this.created = at;
  }

  private static List<Column> columns(Table table, List<Integer> places) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("__$start_lsn", SqlType.LSN));
    columns.add(Column.of("__$end_lsn", SqlType.LSN));
    columns.add(Column.of("__$seqval", SqlType.LSN));
    columns.add(Column.of("__$operation", SqlType.INT));
    columns.add(Column.of("__$update_mask", SqlType.varbinary(MASK_BYTES)));
    for (int place : places) {
      Column source = table.columns().get(place).column();
      columns.add(Column.of(source.name(), source.type()));
    }
    columns.add(Column.of("__$command_id", SqlType.INT));
    return List.copyOf(columns);
  }

  public Table table() {
    return table;
  }

  public String name() {
    return name;
  }

  public int objectId() {
    return objectId;
  }

  /** The columns of the change table, its own before and behind the captured ones. */
  public List<Column> columns() {
    return columns;
  }

  /** The places in the source table of the captured columns. */
  public List<Integer> places() {
    return places;
  }

  public Instant created() {
    return created;
  }

  /** The least that can still be read. */
  public Lsn startLsn() {
    return startLsn;
  }

  /** What was captured from a commit on, in order; a view, to be read under the lock. */
  public List<Row> changesFrom(Lsn from) {
    return Collections.unmodifiableList(changes.subList(indexOf(from), changes.size()));
  }

  /** How many rows the change table has. */
  public int size() {
    return changes.size();
  }

  /** Where the first change of a commit or of one behind it is. */
  private int indexOf(Lsn lsn) {
    return Lsn.indexOf(lsns, Function.identity(), lsn);
  }

  void cleanUp(Lsn low) {
    int gone = indexOf(low);
    changes.subList(0, gone).clear();
    lsns.subList(0, gone).clear();
    startLsn = startLsn.compareTo(low) < 0 ? low : startLsn;
  }

  /** Whether it was there when the transaction was committed. */
  boolean captures(Change change, Lsn commit) {
    return change.table() == table && firstLsn.compareTo(commit) <= 0;
  }

  void capture(Change change, Lsn commit, Lsn sequence, int command, AfterImage afterImage) {
    Writer writer = new Writer(commit, sequence, command);
    if (change instanceof Change.Inserted inserted) {
      writer.write(INSERT, allColumns(), place -> inserted.after().get(place));
    } else if (change instanceof Change.Deleted deleted) {
      writer.write(DELETE, allColumns(), place -> unlessFormerLob(place, deleted.before()));
    } else if (change instanceof Change.Rekeyed moved) {
      writer.write(DELETE, allColumns(), place -> unlessFormerLob(place, moved.before()));
      writer.write(INSERT, allColumns(), place -> moved.after().get(place));
    } else if (change instanceof Change.Updated updated) {
      update(writer, updated.before(), updated.after(), afterImage);
    }
  }

  private void update(Writer writer, Row before, Row after, AfterImage afterImage) {
    Binary mask = mask(place -> !Objects.equals(before.get(place), after.get(place)));
    writer.write(
        BEFORE,
        mask,
        place -> leftOut(place, before, after) ? null : unlessFormerLob(place, before));
    writer.write(
        AFTER,
        mask,
        place ->
            afterImage == AfterImage.NULL && leftOut(place, before, after)
                ? null
                : after.get(place));
  }

  private boolean leftOut(int place, Row before, Row after) {
    return type(place).isLong() && Objects.equals(before.get(place), after.get(place));
  }

  private @Nullable Object unlessFormerLob(int place, Row row) {
    return type(place).kind().isFormerLob() ? null : row.get(place);
  }

  private SqlType type(int place) {
    return table.columns().get(place).column().type();
  }

  private Binary allColumns() {
    return mask(place -> true);
  }

  private Binary mask(IntPredicate touched) {
    byte[] mask = new byte[(places.size() + 7) / 8];
    for (int i = 0; i < places.size(); i++) {
      if (touched.test(places.get(i))) {
        int bytes = mask.length - 1 - i / 8; // the first column is the last byte's lowest bit
        mask[bytes] = (byte) (mask[bytes] | (1 << (i % 8)));
      }
    }
    return Binary.of(mask);
  }

  /** Writes the rows of one change. */
  private final class Writer {
    private final Lsn commit;
    private final Lsn sequence;
    private final int command;

    Writer(Lsn commit, Lsn sequence, int command) {
      this.commit = commit;
      this.sequence = sequence;
      this.command = command;
    }

    void write(int operation, Binary mask, IntFunction<? extends @Nullable Object> value) {
      Row head = Row.of(commit.binary(), null, sequence.binary(), (long) operation, mask);
      Row tail = Row.of((long) command);
      Row captured =
          Row.generate(
              places.size(), i -> isComputed(places.get(i)) ? null : value.apply(places.get(i)));
      changes.add(head.join(captured).join(tail));
      lsns.add(commit);
    }

    private boolean isComputed(int place) {
      return table.columns().get(place).computed() != null;
    }
  }
}
