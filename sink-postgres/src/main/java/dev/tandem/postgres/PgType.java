/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.type.IntType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.core.Oid;

/**
 * A type as which values are sent, in its binary format (the {@code recv} functions of PostgreSQL's
 * source). Text stands for every other: a cast makes of it what is needed.
 */
enum PgType {
  BOOLEAN("boolean", Oid.BOOL, Oid.BOOL_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(1).int8(((Value.Bool) value).value() ? 1 : 0);
    }
  },
  SMALLINT("smallint", Oid.INT2, Oid.INT2_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(2).int16((int) ((Value.Int) value).value());
    }
  },
  INTEGER("integer", Oid.INT4, Oid.INT4_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(4).int32((int) ((Value.Int) value).value());
    }
  },
  BIGINT("bigint", Oid.INT8, Oid.INT8_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(8).int64(((Value.Int) value).value());
    }
  },
  NUMERIC("numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      PgNumeric.write(((Value.Decimal) value).value(), out);
    }
  },
  REAL("real", Oid.FLOAT4, Oid.FLOAT4_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(4).int32(Float.floatToIntBits(((Value.Float32) value).value()));
    }
  },
  DOUBLE("double precision", Oid.FLOAT8, Oid.FLOAT8_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(8).int64(Double.doubleToLongBits(((Value.Float64) value).value()));
    }
  },
  TEXT("text", Oid.TEXT, Oid.TEXT_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.sized(text(value));
    }
  },
  DATE("date", Oid.DATE, Oid.DATE_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(4).int32((int) (((Value.Date) value).value().toEpochDay() - EPOCH.toEpochDay()));
    }
  },
  TIME("time without time zone", Oid.TIME, Oid.TIME_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(8).int64(((Value.Time) value).value().toNanoOfDay() / 1_000);
    }
  },
  INTERVAL("interval", Oid.INTERVAL, Oid.INTERVAL_ARRAY) {
    /** Days and months are apart from the time, and none come. */
    @Override
    void write(Value value, PgBytes out) {
      out.int32(16).int64(((Value.Duration) value).micros()).int64(0);
    }
  },
  TIMESTAMP("timestamp without time zone", Oid.TIMESTAMP, Oid.TIMESTAMP_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(8).int64(micros(((Value.Timestamp) value).value().toInstant(ZoneOffset.UTC)));
    }
  },
  TIMESTAMPTZ("timestamp with time zone", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.int32(8).int64(micros(((Value.Moment) value).value()));
    }
  },
  UUID_TYPE("uuid", Oid.UUID, Oid.UUID_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      UUID uuid = UUID.fromString(((Value.Text) value).value());
      out.int32(16).int64(uuid.getMostSignificantBits()).int64(uuid.getLeastSignificantBits());
    }
  },
  BYTEA("bytea", Oid.BYTEA, Oid.BYTEA_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      out.sized(((Value.Bytes) value).value());
    }
  },
  JSONB("jsonb", Oid.JSONB, Oid.JSONB_ARRAY) {
    @Override
    void write(Value value, PgBytes out) {
      byte[] json = text(value);
      out.int32(json.length + 1).int8(FORMAT).raw(json);
    }
  };

  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
  private static final int FORMAT = 1;
  private static final int NULL = -1;

  private final String sql;
  private final int oid;
  private final int arrayOid;

  PgType(String sql, int oid, int arrayOid) {
    this.sql = sql;
    this.oid = oid;
    this.arrayOid = arrayOid;
  }

  /**
   * As which type a field's values are sent to a column: its own, if that holds them all, or else
   * text, which the server casts or refuses.
   *
   * @param column see {@link #isTypeOf}
   */
  static PgType of(Type field, String column) {
    PgType natural = natural(field, column);
    return natural.isTypeOf(column) ? natural : TEXT;
  }

  private static PgType natural(Type field, String column) {
    return switch (field.kind()) {
      case BOOLEAN -> BOOLEAN;
      case INT -> integer(((IntType) field).bits(), column);
      case UINT64, DECIMAL -> NUMERIC;
      case FLOAT32 -> REAL;
      case FLOAT64 -> DOUBLE;
      case TEXT, ENUM, BITS, ARRAY -> TEXT;
      case DATE -> DATE;
      case TIME -> TIME;
      case DURATION -> INTERVAL;
      case TIMESTAMP -> TIMESTAMP;
      case INSTANT -> TIMESTAMPTZ;
      case UUID -> UUID_TYPE;
      case BYTES -> BYTEA;
      case JSON -> JSONB;
    };
  }

  private static PgType integer(int bits, String column) {
    if (bits <= 16 && SMALLINT.isTypeOf(column)) {
      return SMALLINT;
    }
    return bits <= 32 && INTEGER.isTypeOf(column) ? INTEGER : BIGINT;
  }

  /**
   * Whether a column of that type takes it as it is: {@code varchar} and {@code text} are the same
   * to PostgreSQL but for the length.
   *
   * @param column as {@code format_type} spells it, without its length
   */
  boolean isTypeOf(String column) {
    return sql.equals(column) || (this == TEXT && column.equals("character varying"));
  }

  /** The name of the type in SQL. */
  String sql() {
    return sql;
  }

  int oid() {
    return oid;
  }

  int arrayOid() {
    return arrayOid;
  }

  /** Writes a value with its length before it, NULL included. */
  void writeField(Value value, PgBytes out) {
    if (value.isNull()) {
      out.int32(NULL);
    } else {
      write(value, out);
    }
  }

  abstract void write(Value value, PgBytes out);

  private static byte[] text(Value value) {
    return Objects.requireNonNull(ColumnText.of(value)).getBytes(StandardCharsets.UTF_8);
  }

  private static long micros(Instant moment) {
    long seconds = moment.getEpochSecond() - EPOCH.toEpochDay() * 86_400;
    return seconds * 1_000_000L + moment.getNano() / 1_000;
  }
}
