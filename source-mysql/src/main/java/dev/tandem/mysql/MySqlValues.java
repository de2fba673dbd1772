/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * What the bytes of MySQL's text protocol mean, column by column: the driver's own conversions know
 * nothing of times beyond a day, of zero dates, or of a FLOAT's last digits.
 */
final class MySqlValues {
  private static final int SRID_BYTES = 4;

  private MySqlValues() {}

  /** Reads a column's value, which is not NULL. */
  interface Decoder {
    Value decode(byte[] bytes) throws Refused;
  }

  /** What to select so that the value arrives whole: MySQL prints a FLOAT with six digits only. */
  static String expression(SourceColumn column) {
    String name = Sql.quote(column.name());
    return switch (column.typeName()) {
      case "FLOAT", "FLOAT UNSIGNED", "DOUBLE", "DOUBLE UNSIGNED" -> name + " + 0e0";
      default -> name;
    };
  }

  static Decoder decoder(SourceColumn column) {
    return switch (column.typeName()) {
      case "TINYINT", "TINYINT UNSIGNED", "SMALLINT", "SMALLINT UNSIGNED", "MEDIUMINT", "YEAR" ->
          MySqlValues::integer;
      case "MEDIUMINT UNSIGNED", "INT", "INT UNSIGNED", "BIGINT" -> MySqlValues::integer;
      case "BIGINT UNSIGNED", "DECIMAL", "DECIMAL UNSIGNED" ->
          bytes -> new Value.Decimal(new BigDecimal(ascii(bytes)));
      case "FLOAT", "FLOAT UNSIGNED" ->
          bytes -> new Value.Float32((float) Double.parseDouble(ascii(bytes)));
      case "DOUBLE", "DOUBLE UNSIGNED" ->
          bytes -> new Value.Float64(Double.parseDouble(ascii(bytes)));
      case "BIT" -> bits(column.length());
      case "DATE" -> new MySqlTimes(column)::date;
      case "DATETIME" -> new MySqlTimes(column)::timestamp;
      case "TIMESTAMP" -> new MySqlTimes(column)::moment;
      case "TIME" -> bytes -> DurationType.parse(ascii(bytes));
      case "CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM" ->
          bytes -> new Value.Text(new String(bytes, UTF_8));
      case "SET" -> bytes -> set(new String(bytes, UTF_8));
      case "JSON" -> bytes -> new Value.Json(JsonTree.parse(new String(bytes, UTF_8)));
      default -> MySqlTypes.isGeometry(column) ? MySqlValues::geometry : Value.Bytes::of;
    };
  }

  /** MySQL puts the reference system, lowest byte first, before the geometry itself. */
  private static Value geometry(byte[] bytes) {
    int srid = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return MySqlTypes.geometry(srid, Arrays.copyOfRange(bytes, SRID_BYTES, bytes.length));
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, US_ASCII);
  }

  private static Value integer(byte[] bytes) {
    return new Value.Int(Long.parseLong(ascii(bytes)));
  }

  private static Decoder bits(int length) {
    return length <= 1
        ? bytes -> new Value.Bool(new BigInteger(1, bytes).signum() != 0)
        : bytes -> {
          String bits = new BigInteger(1, bytes).toString(2);
          return new Value.Bits("0".repeat(length - bits.length()) + bits);
        };
  }

  private static Value set(String text) {
    return new Value.Array(
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).<Value>map(Value.Text::new).toList());
  }
}
