/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Compares a type with the values that a column can hold. What the type itself says of a sample
 * decides over whole kinds of values, so that this cannot come to differ from what the mapper does.
 */
final class TypeFit {
  private static final int UUID_BYTES = 16;

  private TypeFit() {}

  /** What the type refuses of the column's values, or empty when it takes them all. */
  static Optional<Misfit> of(SourceColumn column, Type type) {
    return switch (column.typeName()) {
      case "ENUM", "SET" -> LabelFit.of(column, type);
      case "BIT" -> ofBits(column, type);
      default -> {
        Optional<ValueError> refusal = refusal(type, sample(column));
        yield refusal.filter(TypeFit::isOfKind).isPresent()
            ? all(column, type, refusal.get())
            : ofValues(column, type);
      }
    };
  }

  private static Optional<Misfit> ofValues(SourceColumn column, Type type) {
    return switch (column.typeName()) {
      case "CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" ->
          TextFit.of(column, type);
      case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
          ofBytes(column, type);
      case "TIME" -> ofTime(column, type);
      case "DOUBLE", "DOUBLE UNSIGNED" ->
          type.kind() == Type.Kind.FLOAT32
              ? Misfit.unknown(ValueError.FLOAT_RANGE, "with a number that 32 bits do not hold")
              : Optional.empty();
      default -> NumberRange.of(column).flatMap(range -> NumberFit.of(column, range, type));
    };
  }

  static Optional<Misfit> all(SourceColumn column, Type type, ValueError error) {
    return Misfit.rows(
        error,
        Sql.quote(column.name()) + " IS NOT NULL",
        error == ValueError.ZONE_MISSING
            ? "with a " + column.typeName() + ", of which nobody knows the time zone"
            : "with a " + column.typeName() + ", none of which is taken for a " + type);
  }

  /** Whether the error says that no value of the kind is taken, whichever it is. */
  static boolean isOfKind(ValueError error) {
    return error == ValueError.TYPE || error == ValueError.ZONE_MISSING;
  }

  static Optional<ValueError> refusal(Type type, Value value) {
    try {
      Value unused = type.accept(value);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.error());
    }
  }

  /** A value of the kind that rows of the column arrive as. */
  private static Value sample(SourceColumn column) {
    return switch (column.typeName()) {
      case "BIGINT UNSIGNED", "DECIMAL", "DECIMAL UNSIGNED" -> new Value.Decimal(BigDecimal.ZERO);
      case "FLOAT", "FLOAT UNSIGNED" -> new Value.Float32(0);
      case "DOUBLE", "DOUBLE UNSIGNED" -> new Value.Float64(0);
      case "CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> new Value.Text("");
      case "DATE" -> new Value.Date(LocalDate.EPOCH);
      case "TIME" -> new Value.Duration(0);
      case "DATETIME" -> new Value.Timestamp(LocalDate.EPOCH.atStartOfDay());
      case "TIMESTAMP" -> new Value.Moment(Instant.EPOCH);
      case "JSON" -> new Value.Json(JsonTree.of(null));
      default ->
          NumberRange.of(column).isPresent()
              ? new Value.Int(0)
              : Value.Bytes.of(new byte[UUID_BYTES]);
    };
  }

  private static Optional<Misfit> ofBits(SourceColumn column, Type type) {
    boolean single = column.length() <= 1;
    Value sample = single ? new Value.Bool(true) : new Value.Bits("0".repeat(column.length()));
    Optional<ValueError> refusal = refusal(type, sample);
    if (refusal.isPresent()) {
      return all(column, type, refusal.get());
    }
    boolean asNumber = !single && type.kind() != Type.Kind.TEXT && type.kind() != Type.Kind.BITS;
    return asNumber
        ? NumberFit.of(column, NumberRange.ofBits(column.length()), type)
        : Optional.empty();
  }

  private static Optional<Misfit> ofBytes(SourceColumn column, Type type) {
    boolean always = column.typeName().equals("BINARY") && column.length() == UUID_BYTES;
    return type.kind() == Type.Kind.UUID && !always
        ? Misfit.rows(
            ValueError.UUID,
            "LENGTH(" + Sql.quote(column.name()) + ") <> " + UUID_BYTES,
            "with another number of bytes than 16")
        : Optional.empty();
  }

  private static Optional<Misfit> ofTime(SourceColumn column, Type type) {
    String name = Sql.quote(column.name());
    return type.kind() == Type.Kind.TIME
        ? Misfit.rows(
            ValueError.TIME_RANGE,
            name + " < '00:00:00' OR " + name + " >= '24:00:00'",
            "with a time outside one day")
        : Optional.empty();
  }
}
