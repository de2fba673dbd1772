/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The one spelling of a MySQL column: a {@code CREATE TABLE} read from the binlog holds what its
 * author wrote, the catalogue what the server made of it.
 */
final class MySqlSpelling {
  private static final String UNSIGNED = " UNSIGNED";
  private static final int DEFAULT_PRECISION = 10;

  /** FLOAT(p) of more binary digits than these is a DOUBLE. */
  private static final int FLOAT_DIGITS = 24;

  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("BOOL", "TINYINT"),
          Map.entry("BOOLEAN", "TINYINT"),
          Map.entry("INT1", "TINYINT"),
          Map.entry("INT2", "SMALLINT"),
          Map.entry("INT3", "MEDIUMINT"),
          Map.entry("MIDDLEINT", "MEDIUMINT"),
          Map.entry("INT4", "INT"),
          Map.entry("INTEGER", "INT"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("SERIAL", "BIGINT UNSIGNED"),
          Map.entry("DEC", "DECIMAL"),
          Map.entry("FIXED", "DECIMAL"),
          Map.entry("NUMERIC", "DECIMAL"),
          Map.entry("FLOAT4", "FLOAT"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("REAL", "DOUBLE"),
          Map.entry("DOUBLE PRECISION", "DOUBLE"),
          Map.entry("CHARACTER", "CHAR"),
          Map.entry("NCHAR", "CHAR"),
          Map.entry("NATIONAL CHAR", "CHAR"),
          Map.entry("NATIONAL CHARACTER", "CHAR"),
          Map.entry("CHAR VARYING", "VARCHAR"),
          Map.entry("CHARACTER VARYING", "VARCHAR"),
          Map.entry("VARCHARACTER", "VARCHAR"),
          Map.entry("NVARCHAR", "VARCHAR"),
          Map.entry("NCHAR VARCHAR", "VARCHAR"),
          Map.entry("NCHAR VARYING", "VARCHAR"),
          Map.entry("NATIONAL VARCHAR", "VARCHAR"),
          Map.entry("NATIONAL CHAR VARYING", "VARCHAR"),
          Map.entry("NATIONAL CHARACTER VARYING", "VARCHAR"),
          Map.entry("LONG", "MEDIUMTEXT"),
          Map.entry("LONG VARCHAR", "MEDIUMTEXT"),
          Map.entry("LONG CHAR VARYING", "MEDIUMTEXT"),
          Map.entry("LONG VARBINARY", "MEDIUMBLOB"),
          Map.entry("GEOMETRYCOLLECTION", "GEOMCOLLECTION"));

  private MySqlSpelling() {}

  static SourceColumn of(SourceColumn raw) {
    String type = type(raw);
    return switch (type) {
      case "DECIMAL", "DECIMAL UNSIGNED" ->
          column(raw, type, positive(raw.length(), DEFAULT_PRECISION), Math.max(raw.scale(), 0));
      case "CHAR", "BINARY", "BIT" -> column(raw, type, positive(raw.length(), 1), -1);
      case "VARCHAR", "VARBINARY" -> column(raw, type, raw.length(), -1);
      case "TIME", "DATETIME", "TIMESTAMP" -> column(raw, type, positive(raw.length(), -1), -1);
      default -> column(raw, type, -1, -1);
    };
  }

  private static SourceColumn column(SourceColumn raw, String type, int length, int scale) {
    List<String> labels = type.equals("ENUM") || type.equals("SET") ? raw.labels() : List.of();
    return new SourceColumn(raw.name(), type, length, scale, raw.nullable(), labels);
  }

  private static int positive(int number, int otherwise) {
    return number > 0 ? number : otherwise;
  }

  private static String type(SourceColumn raw) {
    String spelled = raw.typeName().toUpperCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    boolean unsigned = spelled.contains(UNSIGNED) || spelled.contains(" ZEROFILL");
    String base = spelled.replaceAll(" (SIGNED|UNSIGNED|ZEROFILL|BINARY)\\b", "");
    String type = SYNONYMS.getOrDefault(base, base);
    if (type.equals("FLOAT") && raw.length() > FLOAT_DIGITS && raw.scale() < 0) {
      type = "DOUBLE";
    }
    return unsigned ? type + UNSIGNED : type;
  }
}
