/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.dynamo.ItemPreview;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.join.JoinedReader;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowTrace;
import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps sample rows of the source with the mapper of the pipeline. Writes nothing anywhere. */
public final class Preview {
  private final Pipeline pipeline;

  /** Connects when it is asked for rows. */
  public Preview(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * The first rows of an entity's table.
   *
   * @throws MappingMismatch when the mapping does not fit the table
   */
  public Sample first(EntityPlan entity, int rows) throws MappingMismatch {
    try (SourceAccess source = pipeline.source().reader()) {
      FittedTable fitted = FittedTable.of(entity, source::table);
      return sample(fitted, widened(fitted, source.first(fitted.wide().base(), rows), source));
    }
  }

  /**
   * The rows with these keys, without those that are not there.
   *
   * @param keys each with its values in the order of the key's columns, separated by commas
   * @throws MappingMismatch when the mapping does not fit the table
   * @throws TandemException when a text is no key of the table
   */
  public Sample ofKeys(EntityPlan entity, List<String> keys) throws MappingMismatch {
    try (SourceAccess source = pipeline.source().reader()) {
      FittedTable fitted = FittedTable.of(entity, source::table);
      SourceTable table = fitted.wide().base();
      List<String> columns = entity.keyColumns(table);
      List<List<Value>> values = new ArrayList<>();
      for (String key : keys) {
        values.add(key(table, columns, key));
      }
      return sample(fitted, widened(fitted, source.find(table, columns, values), source));
    }
  }

  private static List<SourceRow> widened(
      FittedTable fitted, List<SourceRow> rows, SourceAccess source) {
    return fitted.plan().isJoined()
        ? new JoinedReader(source, source, fitted.wide()).widen(rows)
        : rows;
  }

  private static Sample sample(FittedTable fitted, List<SourceRow> rows) {
    EntityPlan entity = fitted.plan();
    EntityMapper mapper = fitted.mapper();
    List<Mapped> mapped =
        rows.stream().map(row -> mapped(entity, mapper.schema(), row, mapper.trace(row))).toList();
    return new Sample(entity, mapper.schema(), entity.keyColumns(fitted.table()), mapped);
  }

  private static Mapped mapped(
      EntityPlan entity, EntitySchema schema, SourceRow row, RowTrace trace) {
    if (entity.dynamo().isEmpty() || trace.isLeftOut() || trace.isRefused()) {
      return new Mapped(row, trace, Map.of(), Optional.empty());
    }
    Value[] values = new Value[schema.fields().size()];
    Map<String, Integer> positions = schema.positions();
    for (RowTrace.Field field : trace.fields()) {
      values[positions.getOrDefault(field.field().name(), 0)] = field.after().orElseThrow();
    }
    try {
      Map<String, JsonTree> item =
          ItemPreview.of(entity.dynamo().get(), new EntityRow(schema, values));
      return new Mapped(row, trace, item, Optional.empty());
    } catch (Refused e) {
      return new Mapped(row, trace, Map.of(), Optional.of(RowTrace.Problem.of(e)));
    }
  }

  private static List<Value> key(SourceTable table, List<String> columns, String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != columns.size()) {
      throw noKey(table, columns);
    }
    List<Value> key = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Integer position = table.positions().get(columns.get(i));
      if (position == null) {
        throw noKey(table, columns);
      }
      try {
        key.add(
            table
                .kind()
                .domainType(table.columns().get(position))
                .orElseThrow(() -> noKey(table, columns))
                .accept(new Value.Text(parts[i])));
      } catch (Refused e) {
        throw noKey(table, columns);
      }
    }
    return key;
  }

  private static TandemException noKey(SourceTable table, List<String> columns) {
    return new TandemException(
        WiringCode.KEY,
        "A key of " + table.id() + " is made of " + columns + ". " + WiringCode.KEY.remedy());
  }

  /**
   * Some rows of an entity.
   *
   * @param keyColumns the columns that tell its rows apart
   */
  public record Sample(
      EntityPlan entity, EntitySchema schema, List<String> keyColumns, List<Mapped> rows) {}

  /**
   * A row as the source has it, and how it came out of the mapping.
   *
   * @param item what its item in DynamoDB holds besides the fields; empty for other targets
   * @param itemProblem why DynamoDB would refuse the item
   */
  public record Mapped(
      SourceRow row,
      RowTrace trace,
      Map<String, JsonTree> item,
      Optional<RowTrace.Problem> itemProblem) {}
}
