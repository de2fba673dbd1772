/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.TimestampType;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The entity of a pipeline's heartbeat: a row that capture writes at the source, and that goes the
 * way of any other, so that its age at a target is the age of what the target shows.
 */
public final class Heartbeat {
  /** What is Tandem's own, and no user's: a domain, and PostgreSQL's schema. */
  public static final String DOMAIN = "tandem";

  /** The entity. */
  public static final EntityName NAME = new EntityName(DOMAIN, "heartbeat");

  /** The key: one table may serve several pipelines. */
  public static final String PIPELINE = "pipeline";

  /** Counts the beats. */
  public static final String BEAT = "beat";

  /** When capture wrote the row, by its own clock, in UTC. */
  public static final String WRITTEN_AT = "written_at";

  /** The longest name of a pipeline, in characters. */
  public static final int LONGEST_PIPELINE = 100;

  private static final List<EntityField> FIELDS =
      List.of(
          new EntityField(PIPELINE, new TextType(LONGEST_PIPELINE), false),
          new EntityField(BEAT, new IntType(64), false),
          new EntityField(WRITTEN_AT, new TimestampType(), false));

  private Heartbeat() {}

  /** The fields, as a reader of a target asks for them. */
  public static EntitySchema schema() {
    return new EntitySchema(NAME, FIELDS, List.of(PIPELINE));
  }

  /** Where a target keeps the row of a pipeline. */
  public static Location location(String pipeline) {
    return new Location(Map.of(PIPELINE, new Value.Text(pipeline)));
  }

  /** The table in DynamoDB that holds the row. */
  public static String dynamoTable(String pipeline) {
    return pipeline + "-heartbeat";
  }

  /**
   * How the row becomes an entity; those of other pipelines in the table are left out.
   *
   * @param postgres whether it goes to PostgreSQL
   * @param dynamo whether it goes to DynamoDB
   */
  public static EntityPlan plan(String pipeline, TableId table, boolean postgres, boolean dynamo) {
    ColumnsPlan columns =
        new ColumnsPlan(
            Naming.AS_IS,
            FIELDS.stream()
                .map(field -> FieldPlan.of(field.name(), field.name(), Optional.of(field.type())))
                .toList(),
            ColumnsPlan.Others.IGNORE,
            Set.of(),
            List.of());
    return new EntityPlan(
        NAME,
        table,
        columns,
        new RowsPlan(
            Optional.of(PIPELINE + " == '" + pipeline + "'"), List.of(), new RowsPlan.Hard()),
        postgres ? Optional.of(new PostgresPlan(DOMAIN, NAME.entity())) : Optional.empty(),
        dynamo ? Optional.of(dynamo(pipeline)) : Optional.empty());
  }

  private static DynamoPlan dynamo(String pipeline) {
    return new DynamoPlan(
        dynamoTable(pipeline),
        new DynamoPlan.Keys(Template.parse("{" + PIPELINE + "}"), Optional.empty()),
        Map.of(),
        Optional.empty());
  }
}
