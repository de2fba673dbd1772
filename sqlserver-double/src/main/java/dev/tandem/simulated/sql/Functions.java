/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Coercion;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import dev.tandem.simulated.value.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions that expressions may call. */
final class Functions {
  /** What {@code @@VERSION} says. */
  static final String VERSION =
      "Microsoft SQL Server 2022 (RTM-CU14) - 16.0.4135.4 (X64), as Tandem's double imitates it";

  private static final SqlType TEXT = SqlType.nvarchar(4_000);

  private static final Map<String, Definition> BY_NAME = new HashMap<>();

  /**
   * A function.
   *
   * @param type null for that of its first argument
   */
  private record Definition(@Nullable SqlType type, Body body) {}

  /** What a function does with its arguments. */
  private interface Body {
    @Nullable Object call(Call call);
  }

  /**
   * A call.
   *
   * @param database the one before the function's name, or the session's
   */
  private record Call(Session session, Database database, List<@Nullable Object> arguments) {
    @Nullable Object at(int place) {
      return place < arguments.size() ? arguments.get(place) : null;
    }

    String text(int place) {
      return Objects.toString(at(place), "");
    }

    Instant now() {
      return session.instance().now();
    }

    LocalDateTime localNow() {
      return LocalDateTime.ofInstant(now(), ZoneOffset.UTC);
    }

    /** The database of the number that is the argument, or the session's own. */
    Optional<Database> databaseAt(int place) {
      return at(place) == null
          ? Optional.of(session.database())
          : session.instance().databases().stream()
              .filter(it -> Values.compare((long) it.id(), Objects.requireNonNull(at(place))) == 0)
              .findFirst();
    }

    @Nullable Object ofTable(Function<Table, String> property) {
      return databaseAt(1)
          .flatMap(
              it ->
                  it.tables().stream()
                      .filter(table -> Objects.equals((long) table.objectId(), at(0)))
                      .findFirst())
          .map(property)
          .orElse(null);
    }
  }

  static {
    clock();
    texts();
    choices();
    names();
    changeCapture();
  }

  private Functions() {}

  private static void add(String name, @Nullable SqlType type, Body body) {
    BY_NAME.put(name, new Definition(type, body));
  }

  /** A function that is NULL when one of its arguments is. */
  private static void addStrict(String name, @Nullable SqlType type, Body body) {
    add(name, type, call -> call.arguments().contains(null) ? null : body.call(call));
  }

  private static void clock() {
    add("GETDATE", SqlType.DATETIME, Call::localNow);
    add("CURRENT_TIMESTAMP", SqlType.DATETIME, Call::localNow);
    add("GETUTCDATE", SqlType.DATETIME, Call::localNow);
    add("SYSDATETIME", SqlType.DATETIME2, Call::localNow);
    add("SYSUTCDATETIME", SqlType.DATETIME2, Call::localNow);
    add("SYSDATETIMEOFFSET", SqlType.DATETIMEOFFSET, call -> call.now().atOffset(ZoneOffset.UTC));
    addStrict("TODATETIMEOFFSET", SqlType.DATETIMEOFFSET, Functions::withOffset);
    addStrict("SWITCHOFFSET", SqlType.DATETIMEOFFSET, Functions::atOffset);
    addStrict("DATEPART", SqlType.INT, Functions::datePart);
  }

  private static OffsetDateTime withOffset(Call call) {
    long minutes = (Long) Coercion.required(SqlType.BIGINT, Objects.requireNonNull(call.at(1)));
    LocalDateTime local =
        (LocalDateTime) Coercion.required(SqlType.DATETIME2, Objects.requireNonNull(call.at(0)));
    return local.atOffset(ZoneOffset.ofTotalSeconds((int) minutes * 60));
  }

  private static OffsetDateTime atOffset(Call call) {
    OffsetDateTime moment =
        (OffsetDateTime)
            Coercion.required(SqlType.DATETIMEOFFSET, Objects.requireNonNull(call.at(0)));
    return moment.withOffsetSameInstant(ZoneOffset.of(call.text(1)));
  }

  private static Object datePart(Call call) {
    OffsetDateTime moment =
        (OffsetDateTime)
            Coercion.required(SqlType.DATETIMEOFFSET, Objects.requireNonNull(call.at(1)));
    return switch (call.text(0)) {
      case "TZOFFSET" -> (long) moment.getOffset().getTotalSeconds() / 60;
      case "YEAR" -> (long) moment.getYear();
      case "MONTH" -> (long) moment.getMonthValue();
      case "DAY" -> (long) moment.getDayOfMonth();
      case "HOUR" -> (long) moment.getHour();
      case "MINUTE" -> (long) moment.getMinute();
      case "SECOND" -> (long) moment.getSecond();
      default ->
          throw SqlServerError.notImitated(155, "'" + call.text(0) + "' is no datepart here.");
    };
  }

  private static void texts() {
    addStrict("UPPER", TEXT, call -> call.text(0).toUpperCase(Locale.ROOT));
    addStrict("LOWER", TEXT, call -> call.text(0).toLowerCase(Locale.ROOT));
    addStrict("TRIM", TEXT, call -> call.text(0).strip());
    addStrict("LTRIM", TEXT, call -> call.text(0).stripLeading());
    addStrict("RTRIM", TEXT, call -> call.text(0).stripTrailing());
    addStrict("LEN", SqlType.INT, call -> (long) call.text(0).stripTrailing().length());
    add("CONCAT", TEXT, Functions::concatenated);
    addStrict(
        "ABS", null, call -> Values.exact(Values.number(Objects.requireNonNull(call.at(0)))).abs());
    add("NEWID", SqlType.GUID, call -> UUID.randomUUID());
  }

  private static String concatenated(Call call) {
    StringBuilder all = new StringBuilder();
    for (Object value : call.arguments()) {
      all.append(Objects.toString(Coercion.store(TEXT, value), ""));
    }
    return all.toString();
  }

  private static void choices() {
    Body firstKnown =
        call -> call.arguments().stream().filter(Objects::nonNull).findFirst().orElse(null);
    add("ISNULL", null, firstKnown);
    add("COALESCE", null, firstKnown);
  }

  private static void names() {
    add("DB_NAME", SqlType.SYSNAME, call -> call.databaseAt(0).map(Database::name).orElse(null));
    add("DB_ID", SqlType.SMALLINT, Functions::databaseId);
    add("SCHEMA_NAME", SqlType.SYSNAME, call -> "dbo");
    add("HAS_PERMS_BY_NAME", SqlType.INT, call -> 1L); // whoever logs in is sa
    add("SYSTEM_USER", SqlType.SYSNAME, call -> "sa");
    add("SUSER_SNAME", SqlType.SYSNAME, call -> "sa");
    add("OBJECT_NAME", SqlType.SYSNAME, call -> call.ofTable(Table::name));
    add("OBJECT_SCHEMA_NAME", SqlType.SYSNAME, call -> call.ofTable(Table::schema));
    add("SCOPE_IDENTITY", SqlType.numeric(38, 0), Functions::identity);
    addStrict("SERVERPROPERTY", TEXT, Functions::serverProperty);
  }

  private static @Nullable Object databaseId(Call call) {
    Optional<Database> database =
        call.at(0) == null
            ? Optional.of(call.session().database())
            : call.session().instance().find(call.text(0));
    return database.map(it -> (long) it.id()).orElse(null);
  }

  private static @Nullable Object identity(Call call) {
    Long identity = call.session().identity();
    return identity == null ? null : BigDecimal.valueOf(identity);
  }

  private static @Nullable Object serverProperty(Call call) {
    return switch (call.text(0).toUpperCase(Locale.ROOT)) {
      case "ENGINEEDITION" -> "3";
      case "EDITION" -> "Developer Edition (64-bit)";
      case "PRODUCTVERSION" -> "16.0.4135.4";
      case "PRODUCTMAJORVERSION" -> "16";
      case "SERVERNAME", "MACHINENAME" -> "double";
      case "COLLATION" -> "SQL_Latin1_General_CP1_CI_AS";
      case "ISHADRENABLED" -> "0";
      default -> null;
    };
  }

  private static void changeCapture() {
    add("FN_CDC_GET_MAX_LSN", SqlType.LSN, Functions::maxLsn);
    addStrict("FN_CDC_GET_MIN_LSN", SqlType.LSN, Functions::minLsn);
    addStrict("FN_CDC_INCREMENT_LSN", SqlType.LSN, call -> lsn(call).next().binary());
    addStrict("FN_CDC_MAP_LSN_TO_TIME", SqlType.DATETIME, Functions::timeOf);
  }

  private static @Nullable Object maxLsn(Call call) {
    Lsn max = call.database().capture().maxLsn();
    return max == null ? null : max.binary();
  }

  private static Binary minLsn(Call call) {
    return call.database()
        .capture()
        .find(call.text(0))
        .map(it -> it.startLsn().binary())
        .orElse(Lsn.ZERO.binary());
  }

  private static Lsn lsn(Call call) {
    return Lsn.of((Binary) Coercion.required(SqlType.LSN, Objects.requireNonNull(call.at(0))));
  }

  private static @Nullable Object timeOf(Call call) {
    return call.database()
        .capture()
        .timeOf(lsn(call))
        .map(it -> LocalDateTime.ofInstant(it.end(), ZoneOffset.UTC))
        .orElse(null);
  }

  /**
   * A call with its function found.
   *
   * @throws SqlServerError 195 when there is none of this name
   */
  static Term bind(Session session, List<String> name, List<Term> terms) {
    String function = name.get(name.size() - 1);
    Definition definition = BY_NAME.get(function.toUpperCase(Locale.ROOT));
    if (definition == null) {
      throw SqlServerError.notImitated(
          195, "'" + function + "' is not a recognized built-in function name.");
    }
    Database database =
        name.size() > 2 ? session.instance().require(name.get(0)) : session.database();
    SqlType type = type(definition, function, terms);
    return new Term(
        type,
        row -> {
          List<@Nullable Object> values = new ArrayList<>();
          terms.forEach(term -> values.add(term.value(row)));
          return Coercion.store(type, definition.body().call(new Call(session, database, values)));
        });
  }

  private static SqlType type(Definition definition, String function, List<Term> terms) {
    if (definition.type() != null) {
      return definition.type();
    }
    if (terms.isEmpty()) {
      throw new SqlServerError(174, "The " + function + " function requires arguments.");
    }
    return terms.get(0).type();
  }
}
