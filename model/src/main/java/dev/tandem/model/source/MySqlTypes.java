/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.BitsType;
import dev.tandem.model.type.BooleanType;
import dev.tandem.model.type.BytesType;
import dev.tandem.model.type.DateType;
import dev.tandem.model.type.DecimalType;
import dev.tandem.model.type.EnumType;
import dev.tandem.model.type.Float32Type;
import dev.tandem.model.type.Float64Type;
import dev.tandem.model.type.InstantType;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.JsonType;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.TimeType;
import dev.tandem.model.type.TimestampType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Uint64Type;
import dev.tandem.model.type.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * The domain type that a MySQL column gets when the mapping declares none: one that holds all its
 * values, but for a TIME outside one day, which only a declared duration does.
 */
public final class MySqlTypes {
  private static final int DEFAULT_PRECISION = 10;
  private static final int HAS_SRID = 0x2000_0000;
  private static final Set<String> GEOMETRIES =
      Set.of(
          "GEOMETRY",
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMCOLLECTION");

  private MySqlTypes() {}

  /**
   * The column in the one spelling that {@link SourceColumn} describes.
   *
   * @param raw as the catalogue or a {@code CREATE TABLE} statement spells it: any synonym, {@code
   *     ZEROFILL}, display widths; labels must be unescaped already
   */
  public static SourceColumn normalise(SourceColumn raw) {
    return MySqlSpelling.of(raw);
  }

  /** The type, or empty for a column type that Tandem does not carry. */
  public static Optional<Type> domainType(SourceColumn column) {
    return Optional.ofNullable(
        switch (column.typeName()) {
          case "TINYINT", "TINYINT UNSIGNED", "SMALLINT", "YEAR" -> new IntType(16);
          case "SMALLINT UNSIGNED", "MEDIUMINT", "MEDIUMINT UNSIGNED", "INT" -> new IntType(32);
          case "INT UNSIGNED", "BIGINT" -> new IntType(64);
          case "BIGINT UNSIGNED" -> new Uint64Type();
          case "DECIMAL", "DECIMAL UNSIGNED" -> decimal(column);
          case "FLOAT", "FLOAT UNSIGNED" -> new Float32Type();
          case "DOUBLE", "DOUBLE UNSIGNED" -> new Float64Type();
          case "BIT" -> column.length() <= 1 ? new BooleanType() : new BitsType(column.length());
          case "CHAR", "VARCHAR" -> text(column);
          case "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> new TextType(TextType.UNLIMITED);
          case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
              new BytesType();
          case "DATE" -> new DateType();
          case "TIME" -> new TimeType();
          case "DATETIME" -> new TimestampType();
          case "TIMESTAMP" -> new InstantType();
          case "ENUM" -> new EnumType(column.labels());
          case "SET" -> new ArrayType(new EnumType(column.labels()));
          case "JSON" -> new JsonType();
          default -> isGeometry(column) ? new BytesType() : null;
        });
  }

  /** Whether it holds geometries, which all spatial types keep in one form. */
  public static boolean isGeometry(SourceColumn column) {
    return GEOMETRIES.contains(column.typeName());
  }

  /**
   * A geometry as the bytes that PostGIS reads: well-known binary, with the reference system inside
   * it, as EWKB has it, unless that is 0.
   *
   * @param wkb plain well-known binary, lowest byte first
   */
  public static Value.Bytes geometry(int srid, byte[] wkb) {
    if (srid == 0) {
      return Value.Bytes.of(wkb);
    }
    ByteBuffer plain = ByteBuffer.wrap(wkb).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer extended =
        ByteBuffer.allocate(wkb.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    extended.put(plain.get()).putInt(plain.getInt() | HAS_SRID).putInt(srid).put(plain);
    return Value.Bytes.of(extended.array());
  }

  private static Type decimal(SourceColumn column) {
    int precision = column.length() > 0 ? column.length() : DEFAULT_PRECISION;
    return new DecimalType(precision, Math.max(column.scale(), 0));
  }

  private static Type text(SourceColumn column) {
    return new TextType(column.length() > 0 ? column.length() : TextType.UNLIMITED);
  }
}
