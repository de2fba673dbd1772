/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.function.Function;

/** How a column's value is read, which comes next in the record and is not null. */
interface JsonValue {
  /** What capture writes where a column that is NOT NULL has no date that a calendar knows. */
  String NO_DATE = "0000-00-00";

  Value read(JsonBytes in) throws MalformedJson, Refused;

  /** How the values of a column are read, given the settings that capture fixes. */
  static JsonValue of(SourceTable table, SourceColumn column) {
    return switch (table.kind()) {
      case MYSQL -> MySqlJsonValues.of(column);
      case SQL_SERVER -> SqlServerJsonValues.of(column);
    };
  }

  static String text(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.STRING) {
      throw new Refused(ValueError.TYPE, "not a string");
    }
    return in.string();
  }

  static String number(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.NUMBER) {
      throw new Refused(ValueError.TYPE, "not a number");
    }
    return in.number();
  }

  static Value decimal(JsonBytes in) throws MalformedJson, Refused {
    return new Value.Decimal(new BigDecimal(text(in)));
  }

  static Value truth(JsonBytes in) throws MalformedJson, Refused {
    if (in.kind() != JsonBytes.Kind.BOOLEAN) {
      throw new Refused(ValueError.TYPE, "not a truth value");
    }
    return new Value.Bool(in.bool());
  }

  static Value.Bytes bytes(String base64) throws Refused {
    try {
      return Value.Bytes.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new Refused(ValueError.BASE64, "not base64");
    }
  }

  static JsonValue date() {
    return local(text -> new Value.Date(Iso.parseDate(text)));
  }

  static JsonValue timestamp() {
    return local(text -> new Value.Timestamp(Iso.parseTimestamp(text)));
  }

  /** The Z that Debezium puts on what has no zone is a fiction. */
  static JsonValue local(Function<String, Value> parse) {
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
}
