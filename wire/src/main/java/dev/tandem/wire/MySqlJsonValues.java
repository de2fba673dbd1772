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
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Debezium's schemaless JSON means for a MySQL column, given the settings that capture fixes:
 * schemaless JSON does not tell DATETIME from TIMESTAMP, nor base64 from text, and spells an
 * unsigned number as a negative one.
 */
final class MySqlJsonValues {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  /** What capture writes where a column that is NOT NULL has no date that a calendar knows. */
  static final String NO_DATE = "0000-00-00";

  private static final int FIRST_OF_LOG = 1_900;

  private MySqlJsonValues() {}

  /** How a column's value is read, which comes next and is not null. */
  interface Reader {
    Value read(JsonBytes in) throws MalformedJson, Refused;
  }

  static Reader of(SourceColumn column) {
    return switch (column.typeName()) {
      case "TINYINT", "TINYINT UNSIGNED", "SMALLINT", "SMALLINT UNSIGNED", "MEDIUMINT" ->
          MySqlJsonValues::integer;
      case "MEDIUMINT UNSIGNED", "INT", "INT UNSIGNED", "BIGINT" -> MySqlJsonValues::integer;
      case "YEAR" -> MySqlJsonValues::year;
      case "BIGINT UNSIGNED" -> MySqlJsonValues::unsigned;
      case "DECIMAL", "DECIMAL UNSIGNED" -> MySqlJsonValues::decimal;
      case "FLOAT", "FLOAT UNSIGNED" -> in -> new Value.Float32(Float.parseFloat(number(in)));
      case "DOUBLE", "DOUBLE UNSIGNED" -> in -> new Value.Float64(Double.parseDouble(number(in)));
      case "BIT" -> column.length() <= 1 ? MySqlJsonValues::bit : in -> bits(in, column.length());
      case "DATE" -> time(text -> new Value.Date(Iso.parseDate(text)));
      case "DATETIME" -> time(text -> new Value.Timestamp(Iso.parseTimestamp(text)));
      case "TIMESTAMP" -> MySqlJsonValues::moment;
      case "TIME" -> in -> DurationType.parse(text(in));
      case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
          in -> bytes(text(in));
      case "ENUM" -> in -> new Value.Text(label(text(in), column.labels()));
      case "SET" -> in -> set(text(in), column.labels());
      case "JSON" -> in -> new Value.Json(MySqlJsonDocuments.read(text(in)));
      default ->
          MySqlTypes.isGeometry(column)
              ? MySqlJsonValues::geometry
              : in -> new Value.Text(text(in));
    };
  }

  private static String text(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.STRING) {
      throw new Refused(ValueError.TYPE, "not a string");
    }
    return in.string();
  }

  private static String number(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.NUMBER) {
      throw new Refused(ValueError.TYPE, "not a number");
    }
    return in.number();
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
    BigInteger number = new BigInteger(number(in));
    return new Value.Decimal(new BigDecimal(number.signum() < 0 ? number.add(TWO_TO_64) : number));
  }

  private static Value decimal(JsonBytes in) throws MalformedJson, Refused {
    return new Value.Decimal(new BigDecimal(text(in)));
  }

  private static Value bit(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.BOOLEAN) {
      throw new Refused(ValueError.TYPE, "not a truth value");
    }
    return new Value.Bool(in.bool());
  }

  /** Debezium writes the lowest byte first. */
  private static Value bits(JsonBytes in, int length) throws MalformedJson, Refused {
    byte[] lowestFirst = bytes(text(in)).value();
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

  private static Value.Bytes bytes(String base64) throws Refused {
    try {
      return Value.Bytes.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new Refused(ValueError.BASE64, "not base64");
    }
  }

  /** The Z that Debezium puts on a DATE and a DATETIME is a fiction: neither has a zone. */
  private static Reader time(Function<String, Value> parse) {
    return in -> {
      String text = text(in);
      if (text.equals(NO_DATE)) {
        return new Value.NoDate();
      }
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      try {
        return parse.apply(local);
      } catch (DateTimeException e) {
        throw new Refused(ValueError.DATE_RANGE, "not a date or time");
      }
    };
  }

  private static Value moment(JsonBytes in) throws MalformedJson, Refused {
    String text = text(in);
    if (text.equals(NO_DATE)) {
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
        wkb = bytes(in.string());
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
