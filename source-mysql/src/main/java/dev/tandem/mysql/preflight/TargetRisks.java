/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.MappedColumn;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a target makes of values that the field's type takes. */
final class TargetRisks {
  private static final int DYNAMO_DIGITS = 38;
  private static final int ITEM_BYTES = 409_600;
  private static final Set<String> CHARACTERS =
      Set.of("CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT");
  private static final Set<String> LARGE =
      Set.of("MEDIUMTEXT", "LONGTEXT", "MEDIUMBLOB", "LONGBLOB", "JSON");

  private TargetRisks() {}

  static List<Suspicion> of(MappedColumn mapped, Type type) {
    List<Suspicion> risks = new ArrayList<>();
    if (mapped.entity().postgres().isPresent()) {
      addPostgres(mapped, type, risks);
    }
    mapped.entity().dynamo().ifPresent(dynamo -> addDynamo(mapped, type, dynamo, risks));
    return risks;
  }

  private static void addPostgres(MappedColumn mapped, Type type, List<Suspicion> risks) {
    String name = Sql.quote(mapped.column().name());
    String nul = "with the character U+0000, which PostgreSQL cannot store";
    if (CHARACTERS.contains(mapped.column().typeName()) && type.kind() == Type.Kind.TEXT) {
      risks.add(
          refused(
              mapped, ValueError.NUL_CHAR, "LOCATE(0x00, " + TextFit.bytes(name) + ") > 0", nul));
    } else if (mapped.column().typeName().equals("JSON")) {
      // Pairs of backslashes are gone first: they stand for one, and begin no escape.
      String escapes = "REPLACE(CAST(" + name + " AS CHAR), '\\\\\\\\', '')";
      risks.add(
          refused(mapped, ValueError.NUL_CHAR, "LOCATE('\\\\u0000', " + escapes + ") > 0", nul));
    }
  }

  private static void addDynamo(
      MappedColumn mapped, Type type, DynamoPlan dynamo, List<Suspicion> risks) {
    String name = Sql.quote(mapped.column().name());
    if (type instanceof DecimalType decimal && decimal.precision() > DYNAMO_DIGITS) {
      risks.add(
          Suspicion.declared(
              MySqlCode.RISKY_TYPE,
              mapped.column().name(),
              "field "
                  + mapped.name()
                  + " is "
                  + type
                  + ", and DynamoDB's numbers have "
                  + DYNAMO_DIGITS
                  + " digits: it is kept as text there, which neither sorts nor adds up as numbers"
                  + " do.",
              "Declare decimal(38,s) if the values allow it."));
    }
    if (type.kind() == Type.Kind.FLOAT64) {
      risks.add(
          refused(
              mapped,
              ValueError.DYNAMO_NUMBER_RANGE,
              name + " <> 0 AND (ABS(" + name + ") < 1e-130 OR ABS(" + name + ") >= 1e126)",
              "with a number outside DynamoDB's range"));
    }
    if (LARGE.contains(mapped.column().typeName())) {
      risks.add(
          refused(
              mapped,
              ValueError.DYNAMO_ITEM_SIZE,
              "LENGTH(" + name + ") > " + ITEM_BYTES,
              "with a value above DynamoDB's limit for an item"));
    }
    addDynamoKey(mapped, dynamo, risks);
  }

  private static void addDynamoKey(MappedColumn mapped, DynamoPlan dynamo, List<Suspicion> risks) {
    boolean located = dynamo.locationFields().contains(mapped.field().name());
    if (located && mapped.column().nullable() && mapped.field().otherwise().isEmpty()) {
      risks.add(
          refused(
              mapped,
              ValueError.DYNAMO_EMPTY_KEY,
              Sql.quote(mapped.column().name()) + " IS NULL",
              "with NULL in a field of the DynamoDB key"));
    }
  }

  private static Suspicion refused(
      MappedColumn mapped, ValueError error, String condition, String phrase) {
    return Suspicion.ofRows(
        MySqlCode.RISKY_VALUE,
        mapped.column().name(),
        condition,
        phrase + ": field " + mapped.name() + " refuses them (" + error.code() + ").",
        "Mend the rows at the source, or write a transform for the field.");
  }
}
