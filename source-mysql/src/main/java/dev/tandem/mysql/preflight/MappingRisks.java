/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a mapping declares with the columns that it is made for. Asks no server. */
final class MappingRisks {
  private final EntityPlan entity;
  private final SourceTable table;
  private final Map<String, String> charsets;
  private final List<Suspicion> risks = new ArrayList<>();

  /**
   * Compares an entity with its table.
   *
   * @param charsets of the columns that hold text
   */
  MappingRisks(EntityPlan entity, SourceTable table, Map<String, String> charsets) {
    this.entity = entity;
    this.table = table;
    this.charsets = charsets;
  }

  /** Everything that may be a risk, in the order of the table's columns. */
  List<Suspicion> suspicions() {
    for (MappedColumn mapped : MappedColumn.of(entity, table)) {
      String charset = charsets.getOrDefault(mapped.column().name(), "");
      risks.addAll(ColumnRisks.of(mapped.column(), charset));
      if (mapped.key()) {
        KeyRisks.of(mapped).ifPresent(risks::add);
      }
      addNulls(mapped);
      if (mapped.isTransformed()) {
        addTransformed(mapped);
      } else {
        mapped.type().ifPresent(type -> addTyped(mapped, type));
      }
    }
    return risks;
  }

  private void addTyped(MappedColumn mapped, Type type) {
    TypeFit.of(mapped.column(), type).ifPresent(misfit -> risks.add(refused(mapped, type, misfit)));
    risks.addAll(TargetRisks.of(mapped, type));
  }

  private Suspicion refused(MappedColumn mapped, Type type, Misfit misfit) {
    String refuses =
        ": field "
            + mapped.name()
            + " is "
            + type
            + " and refuses them ("
            + misfit.error().code()
            + "); each becomes a dead letter"
            + filtered()
            + '.';
    String remedy = remedy(mapped, type, misfit.error());
    String column = mapped.column().name();
    return misfit
        .condition()
        .map(
            rows ->
                Suspicion.ofRows(
                    MySqlCode.RISKY_TYPE, column, rows, misfit.phrase() + refuses, remedy))
        .orElseGet(
            () ->
                Suspicion.declared(
                    MySqlCode.RISKY_TYPE,
                    column,
                    "SQL cannot count the rows " + misfit.phrase() + refuses,
                    remedy));
  }

  private static String remedy(MappedColumn mapped, Type type, ValueError error) {
    if (error == ValueError.ZONE_MISSING) {
      return "Declare timestamp, or name the zone with transform: in_zone(Europe/Berlin).";
    } else if (type.kind() == Type.Kind.TIMESTAMP) {
      return "Declare instant, or make it local with transform: local_in(Europe/Berlin).";
    } else if (error == ValueError.TIME_RANGE) {
      return "Declare duration, or mend the rows at the source.";
    }
    String holds =
        MySqlTypes.domainType(mapped.column())
            .filter(other -> !other.equals(type))
            .map(other -> "Declare " + other + ", which holds them all, or ")
            .orElse("");
    return holds.isEmpty()
        ? "Mend the rows at the source."
        : holds + "mend the rows at the source.";
  }

  private void addNulls(MappedColumn mapped) {
    if (!mapped.column().nullable()) {
      return;
    }
    boolean inRowAsKey =
        mapped.key() && entity.columns().wholeRow() && mapped.field().otherwise().isEmpty();
    if (inRowAsKey) {
      risks.add(
          refusedNulls(
              mapped,
              "belongs to the key, as key: all has it,",
              "name the columns that identify a row with key: [column, ...]"));
    } else if (!mapped.takesNull() && !mapped.key()) {
      risks.add(refusedNulls(mapped, "is required", "mend the rows at the source"));
    }
  }

  private Suspicion refusedNulls(MappedColumn mapped, String why, String remedy) {
    return Suspicion.ofRows(
        MySqlCode.RISKY_VALUE,
        mapped.column().name(),
        Sql.quote(mapped.column().name()) + " IS NULL",
        "with NULL: field "
            + mapped.name()
            + ' '
            + why
            + " and refuses them (E_NULL)"
            + filtered()
            + '.',
        "Give the field a default, or " + remedy + '.');
  }

  private void addTransformed(MappedColumn mapped) {
    if (mapped.key()) {
      risks.add(
          Suspicion.declared(
              MySqlCode.RISKY_KEY,
              mapped.column().name(),
              "field "
                  + mapped.name()
                  + " is transformed and belongs to the key: where two keys become one, two rows"
                  + " become one, and the later change wins.",
              "Leave the key as it is, and make a second field of the column for the transform."));
    }
  }

  /** The transformed fields: what their types are given only the mapper can tell. */
  static List<String> transformed(EntityPlan entity, SourceTable table) {
    return MappedColumn.of(entity, table).stream()
        .filter(MappedColumn::isTransformed)
        .map(MappedColumn::name)
        .toList();
  }

  /** Which rows a condition of the mapping keeps, SQL cannot tell. */
  private String filtered() {
    Optional<String> where = entity.rows().where();
    return where.isPresent() ? ", unless where: leaves it out" : "";
  }
}
