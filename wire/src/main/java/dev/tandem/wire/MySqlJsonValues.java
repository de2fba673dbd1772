/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.DurationType;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium's schemaless JSON means for a MySQL column, given the settings that capture fixes:
 * schemaless JSON does not tell DATETIME from TIMESTAMP, nor base64 from text, and spells an
 * unsigned number as a negative one.
 */
final class MySqlJsonValues {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private static final int FIRST_OF_LOG = 1_900;

  private MySqlJsonValues() {}

  static JsonValue of(SourceColumn column) {
    return switch (column.typeName()) {
      case "TINYINT", "TINYINT UNSIGNED", "SMALLINT", "SMALLINT UNSIGNED", "MEDIUMINT" ->
          MySqlJsonValues::integer;
      case "MEDIUMINT UNSIGNED", "INT", "INT UNSIGNED", "BIGINT" -> MySqlJsonValues::integer;
      case "YEAR" -> MySqlJsonValues::year;
      case "BIGINT UNSIGNED" -> MySqlJsonValues::unsigned;
      case "DECIMAL", "DECIMAL UNSIGNED" -> JsonValue::decimal;
      case "FLOAT", "FLOAT UNSIGNED" ->
          in -> new Value.Float32(Float.parseFloat(JsonValue.number(in)));
      case "DOUBLE", "DOUBLE UNSIGNED" ->
          in -> new Value.Float64(Double.parseDouble(JsonValue.number(in)));
      case "BIT" -> column.length() <= 1 ? JsonValue::truth : in -> bits(in, column.length());
      case "DATE" -> JsonValue.date();
      case "DATETIME" -> JsonValue.timestamp();
      case "TIMESTAMP" -> MySqlJsonValues::moment;
      case "TIME" -> in -> DurationType.parse(JsonValue.text(in));
      case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
          in -> JsonValue.bytes(JsonValue.text(in));
      case "ENUM" -> in -> new Value.Text(label(JsonValue.text(in), column.labels()));
      case "SET" -> in -> set(JsonValue.text(in), column.labels());
      case "JSON" -> in -> new Value.Json(MySqlJsonDocuments.read(JsonValue.text(in)));
      default ->
          MySqlTypes.isGeometry(column)
              ? MySqlJsonValues::geometry
              : in -> new Value.Text(JsonValue.text(in));
    };
  }

  /**
   * A table created while streaming spells TINYINT(1) as true and false (facts of Debezium 3.6.1).
   */
  private static Value integer(JsonBytes in) throws MalformedJson, Refused {
    return switch (in.kind()) {
      case NUMBER -> new Value.Int(in.integer());
      case BOOLEAN -> new Value.Int(in.bool() ? 1 : 0);
      default -> throw new Refused(ValueError.TYPE, "not a whole number");
    };
  }

  /** The log counts from 1900, which MySQL's years from 1901 on do not reach: it means 0000. */
  private static Value year(JsonBytes in) throws MalformedJson, Refused {
    Value year = integer(in);
    return year.equals(new Value.Int(FIRST_OF_LOG)) ? new Value.Int(0) : year;
  }

  private static Value unsigned(JsonBytes in) throws MalformedJson, Refused {
    BigInteger number = new BigInteger(JsonValue.number(in));
    return new Value.Decimal(new BigDecimal(number.signum() < 0 ? number.add(TWO_TO_64) : number));
  }

  /** Debezium writes the lowest byte first. */
  private static Value bits(JsonBytes in, int length) throws MalformedJson, Refused {
    byte[] lowestFirst = JsonValue.bytes(JsonValue.text(in)).value();
    char[] bits = new char[length];
    Arrays.fill(bits, '0');
    for (int i = 0; i < length; i++) {
      int octet = i / 8 < lowestFirst.length ? lowestFirst[i / 8] : 0;
      if ((octet >> (i % 8) & 1) == 1) {
        bits[length - 1 - i] = '1';
      }
    }
    return new Value.Bits(new String(bits));
  }

  private static Value moment(JsonBytes in) throws MalformedJson, Refused {
    String text = JsonValue.text(in);
    if (text.equals(JsonValue.NO_DATE)) {
      return new Value.NoDate();
    }
    try {
      return new Value.Moment(Iso.parseInstant(text));
    } catch (DateTimeException e) {
      throw new Refused(ValueError.DATE_RANGE, "not a point in time");
    }
  }

  /**
   * The log has labels as DDL escapes them, and commas escaped as well; a snapshot has them bare.
   */
  private static String label(String label, List<String> labels) {
    if (labels.contains(label) || label.indexOf('\\') < 0) {
      return label;
    }
    String withCommas = label.replace("\\,", ",");
    return labels.stream()
        .filter(known -> known.equals(withCommas) || escaped(known).equals(label))
        .findFirst()
        .orElse(label);
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace(",", "\\,");
  }

  private static Value set(String text, List<String> labels) {
    return new Value.Array(
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1))
                .<Value>map(label -> new Value.Text(label(label, labels)))
                .toList());
  }

  private static Value geometry(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.OBJECT) {
      throw new Refused(ValueError.TYPE, "not a geometry");
    }
    Value.@Nullable Bytes wkb = null;
    int srid = 0;
    in.begin();
    while (in.next()) {
      String name = in.name();
      if (name.equals("wkb") && in.kind() == JsonBytes.Kind.STRING) {
        wkb = JsonValue.bytes(in.string());
      } else if (name.equals("srid") && in.kind() == JsonBytes.Kind.NUMBER) {
        srid = Integer.parseInt(in.number());
      } else {
        in.skip();
      }
    }
    if (wkb == null) {
      throw new Refused(ValueError.TYPE, "a geometry without its bytes");
    }
    return MySqlTypes.geometry(srid, wkb.value());
  }
}
