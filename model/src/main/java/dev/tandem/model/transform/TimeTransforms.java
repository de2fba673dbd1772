/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.onText;
import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.util.List;
import java.util.Locale;

/** Dates and times; of a point in time, day and hour are those in UTC. */
final class TimeTransforms {
  private TimeTransforms() {}

  private enum Part {
    YEAR,
    QUARTER,
    MONTH,
    DAY,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    WEEK,
    WEEK_YEAR,
    HOUR,
    MINUTE,
    SECOND
  }

  private enum Unit {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND
  }

  private enum Epoch {
    SECONDS,
    MILLIS,
    MICROS
  }

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "date_part(part)",
            "Takes a whole number out of a date or time: year, quarter, month, day, day_of_week"
                + " (Monday is 1), day_of_year, week and week_year (ISO 8601), hour, minute or"
                + " second.",
            "date_part(quarter)",
            "2018-06-20",
            "2",
            TimeTransforms::datePart),
        BuiltIn.of(
            "truncate_to(unit)",
            "Goes back to the start of the year, quarter, month, week (Monday), day, hour, minute"
                + " or second.",
            "truncate_to(month)",
            "2018-06-20",
            "2018-06-01",
            TimeTransforms::truncateTo),
        BuiltIn.of(
            "to_date",
            "Keeps the day of a date with time.",
            "to_date",
            "2018-06-20T06:37:03",
            "2018-06-20",
            arguments -> TimeTransforms::toDate),
        BuiltIn.of(
            "parse_date(pattern)",
            "Reads text as a date by a pattern of letters as in java.time; refuses days that no"
                + " calendar has.",
            "parse_date(dd.MM.yyyy)",
            "20.06.2018",
            "2018-06-20",
            arguments -> {
              TimePattern pattern = TimePattern.of(arguments, false);
              return onText(text -> new Value.Date(pattern.parse(text).toLocalDate()));
            }),
        BuiltIn.of(
            "parse_timestamp(pattern)",
            "Reads text as a date with time by a pattern, likewise.",
            "parse_timestamp('dd.MM.yyyy HH:mm')",
            "20.06.2018 06:37",
            "2018-06-20T06:37:00.000000",
            arguments -> {
              TimePattern pattern = TimePattern.of(arguments, true);
              return onText(text -> new Value.Timestamp(pattern.parse(text)));
            }),
        BuiltIn.of(
            "from_epoch(unit)",
            "Makes a point in time of a whole number of seconds, millis or micros since 1970 in"
                + " UTC.",
            "from_epoch(seconds)",
            "1529476623",
            "2018-06-20T06:37:03.000000Z",
            TimeTransforms::fromEpoch));
  }

  private static Transform datePart(Arguments arguments) throws MalformedTransform {
    TemporalField field = field(arguments.word(0, Part.class));
    String name = arguments.text(0);
    return value -> {
      TemporalAccessor time = time(value);
      if (!time.isSupported(field)) {
        throw refused("a value of the kind " + Kinds.name(value) + " has no " + name);
      }
      return new Value.Int(time.getLong(field));
    };
  }

  private static TemporalField field(Part part) {
    return switch (part) {
      case YEAR -> ChronoField.YEAR;
      case QUARTER -> IsoFields.QUARTER_OF_YEAR;
      case MONTH -> ChronoField.MONTH_OF_YEAR;
      case DAY -> ChronoField.DAY_OF_MONTH;
      case DAY_OF_WEEK -> ChronoField.DAY_OF_WEEK;
      case DAY_OF_YEAR -> ChronoField.DAY_OF_YEAR;
      case WEEK -> IsoFields.WEEK_OF_WEEK_BASED_YEAR;
      case WEEK_YEAR -> IsoFields.WEEK_BASED_YEAR;
      case HOUR -> ChronoField.HOUR_OF_DAY;
      case MINUTE -> ChronoField.MINUTE_OF_HOUR;
      case SECOND -> ChronoField.SECOND_OF_MINUTE;
    };
  }

  private static TemporalAccessor time(Value value) throws Refused {
    if (value instanceof Value.Date date) {
      return date.value();
    } else if (value instanceof Value.Time time) {
      return time.value();
    } else if (value instanceof Value.Timestamp timestamp) {
      return timestamp.value();
    } else if (value instanceof Value.Moment moment) {
      return utc(moment);
    }
    throw wrongKind(value, "dates and times");
  }

  private static LocalDateTime utc(Value.Moment moment) {
    return LocalDateTime.ofInstant(moment.value(), ZoneOffset.UTC);
  }

  private static Transform truncateTo(Arguments arguments) throws MalformedTransform {
    Unit unit = arguments.word(0, Unit.class);
    return value -> {
      if (value instanceof Value.Date date && unit.compareTo(Unit.DAY) <= 0) {
        return new Value.Date(truncated(date.value().atStartOfDay(), unit).toLocalDate());
      } else if (value instanceof Value.Time time && unit.compareTo(Unit.DAY) > 0) {
        return new Value.Time(time.value().truncatedTo(clockUnit(unit)));
      } else if (value instanceof Value.Timestamp timestamp) {
        return new Value.Timestamp(truncated(timestamp.value(), unit));
      } else if (value instanceof Value.Moment moment) {
        return new Value.Moment(truncated(utc(moment), unit).toInstant(ZoneOffset.UTC));
      }
      throw wrongKind(
          value, "dates and times with the unit " + unit.name().toLowerCase(Locale.ROOT));
    };
  }

  private static LocalDateTime truncated(LocalDateTime time, Unit unit) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case YEAR -> day.withDayOfYear(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      case MONTH -> day.withDayOfMonth(1);
      case WEEK -> day.with(ChronoField.DAY_OF_WEEK, 1);
      case DAY -> day;
      case HOUR, MINUTE, SECOND -> time.truncatedTo(clockUnit(unit));
    };
  }

  private static ChronoUnit clockUnit(Unit unit) {
    return unit == Unit.HOUR
        ? ChronoUnit.HOURS
        : unit == Unit.MINUTE ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
  }

  private static Value toDate(Value value) throws Refused {
    if (value instanceof Value.Timestamp timestamp) {
      return new Value.Date(timestamp.value().toLocalDate());
    } else if (value instanceof Value.Moment moment) {
      return new Value.Date(utc(moment).toLocalDate());
    }
    throw wrongKind(value, "dates with a time");
  }

  private static Transform fromEpoch(Arguments arguments) throws MalformedTransform {
    ChronoUnit unit =
        switch (arguments.word(0, Epoch.class)) {
          case SECONDS -> ChronoUnit.SECONDS;
          case MILLIS -> ChronoUnit.MILLIS;
          case MICROS -> ChronoUnit.MICROS;
        };
    return value -> {
      if (!(value instanceof Value.Int number)) {
        throw wrongKind(value, "whole numbers");
      }
      try {
        return new Value.Moment(Instant.EPOCH.plus(number.value(), unit));
      } catch (DateTimeException | ArithmeticException e) {
        throw refused("a point in time out of range");
      }
    };
  }
}
