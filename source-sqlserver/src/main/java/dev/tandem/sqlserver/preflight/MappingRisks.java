/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Type;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a mapping declares with the columns that it is made for. Asks no server. */
final class MappingRisks {
  private static final int FINEST = 7;
  private static final Set<String> FINE = Set.of("TIME", "DATETIME2", "DATETIMEOFFSET");
  private static final Set<String> CODED = Set.of("CHAR", "VARCHAR", "TEXT");

  private final EntityPlan entity;
  private final SourceTable table;
  private final Map<String, ColumnFacts> facts;
  private final String collation;
  private final List<Risk> risks = new ArrayList<>();

  /**
   * Compares an entity with its table.
   *
   * @param facts by column
   * @param collation of the database
   */
  MappingRisks(
      EntityPlan entity, SourceTable table, Map<String, ColumnFacts> facts, String collation) {
    this.entity = entity;
    this.table = table;
    this.facts = facts;
    this.collation = collation;
  }

  /** Everything that may be a risk, in the order of the table's columns. */
  List<Risk> risks() {
    if (entity.columns().wholeRow()) {
      addEqualRows();
    }
    for (MappedColumn mapped : MappedColumn.of(entity, table)) {
      ColumnFacts own = facts.getOrDefault(mapped.column().name(), ColumnFacts.NONE);
      addValues(mapped, own);
      if (mapped.key()) {
        addKey(mapped, own);
      }
      if (!mapped.isTransformed()) {
        mapped.type().ifPresent(type -> addType(mapped, type));
      }
    }
    return risks;
  }

  private void addValues(MappedColumn mapped, ColumnFacts own) {
    String type = mapped.column().typeName();
    if (FINE.contains(type) && own.fraction() == FINEST) {
      value(
          mapped,
          "a "
              + type
              + "(7) counts in 100 nanoseconds, a target in microseconds: the seventh digit is cut off.",
          "Nothing, unless something compares by it: verification cuts the source's values as well.");
    }
    if (type.equals("DATETIMEOFFSET")) {
      value(
          mapped,
          "the moment arrives, the offset in which it was written does not.",
          "If the offset means something, keep it in a column of its own.");
    } else if (type.equals("ROWVERSION")) {
      value(
          mapped,
          "a ROWVERSION is the source's own count of changes: it means nothing elsewhere, and no later writer of"
              + " the target goes on with it.",
          "Leave the column out with drop:, unless it is only compared with the source.");
    }
    if (CODED.contains(type) && !own.collation().isEmpty() && !own.collation().equals(collation)) {
      value(
          mapped,
          "its collation "
              + own.collation()
              + " is not the database's, "
              + collation
              + ": change data capture may store characters beyond ASCII wrongly when their code pages differ.",
          "Make the column an N"
              + type
              + ", or give it the database's collation; './tandem verify' finds such rows.");
    }
  }

  private void addKey(MappedColumn mapped, ColumnFacts own) {
    if (own.collation().contains("_CI")) {
      key(
          mapped,
          "the source takes 'a' and 'A' for the same key, the targets for two: another table's rows that refer to it"
              + " in another case find nothing there.",
          "Spell such references alike at the source, or give both sides transform: lower.");
    }
    if (mapped.isTransformed()) {
      key(
          mapped,
          "field "
              + mapped.name()
              + " is transformed and belongs to the key: where two keys become one, two rows become one, and the"
              + " later change wins.",
          "Leave the key as it is, and make a second field of the column for the transform.");
    }
    if (entity.columns().wholeRow()
        && mapped.column().nullable()
        && mapped.field().otherwise().isEmpty()) {
      key(
          mapped,
          "field "
              + mapped.name()
              + " belongs to the key, as key: all has it, and refuses NULL (E_NULL): each such row becomes a dead"
              + " letter.",
          "Give the field a default, or name the columns that identify a row with key: [column, ...].");
    }
  }

  private void addType(MappedColumn mapped, Type type) {
    Samples.refusal(mapped.column(), type)
        .ifPresent(
            error ->
                risks.add(
                    Told.ofColumn(
                        SqlServerCode.RISKY_TYPE,
                        table.id(),
                        mapped.column().name(),
                        "field "
                            + mapped.name()
                            + " is "
                            + type
                            + ", which takes no "
                            + mapped.column().typeName()
                            + " ("
                            + error.code()
                            + "): each row becomes a dead letter.",
                        Samples.remedy(mapped.column(), error))));
  }

  private void addEqualRows() {
    String columns =
        table.columns().stream()
            .map(SourceColumn::name)
            .map(Sql::quote)
            .collect(Collectors.joining(", "));
    risks.add(
        new Risk(
            SqlServerCode.RISKY_KEY,
            table.id(),
            "",
            OptionalLong.empty(),
            "key: all cannot tell equal rows apart: the target would have one row for them, and lose it with the"
                + " first copy that is deleted. They were not looked for.",
            "Delete the copies, or add a column that tells them apart.",
            Optional.of(
                "SELECT "
                    + columns
                    + ", COUNT(*) FROM "
                    + Sql.quote(table.id())
                    + " GROUP BY "
                    + columns
                    + " HAVING COUNT(*) > 1")));
  }

  private void value(MappedColumn mapped, String sentence, String remedy) {
    add(SqlServerCode.RISKY_VALUE, mapped, sentence, remedy);
  }

  private void key(MappedColumn mapped, String sentence, String remedy) {
    add(SqlServerCode.RISKY_KEY, mapped, sentence, remedy);
  }

  private void add(SqlServerCode code, MappedColumn mapped, String sentence, String remedy) {
    risks.add(Told.ofColumn(code, table.id(), mapped.column().name(), sentence, remedy));
  }
}
