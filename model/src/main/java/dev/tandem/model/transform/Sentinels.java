/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.type.Iso;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Values that are spelled out and compared with values of several kinds: {@code 0} is equal to the
 * text, to the number and to 0.00.
 */
final class Sentinels {
  private static final int LONGEST_NUMBER = 100;
  private static final Set<Class<? extends Value>> KINDS =
      Set.of(
          Value.Text.class,
          Value.Decimal.class,
          Value.Bool.class,
          Value.Date.class,
          Value.Time.class,
          Value.Timestamp.class,
          Value.Moment.class);

  private final Set<Value> values = new HashSet<>();
  private final Set<Class<?>> kindsOfAll = new HashSet<>(KINDS);

  void add(String text) {
    List<Value> readings = readings(text);
    values.addAll(readings);
    kindsOfAll.retainAll(readings.stream().map(Value::getClass).toList());
  }

  /** Refuses a kind of value that one of the texts cannot mean: it would never be found. */
  boolean contains(Value value) throws Refused {
    Value comparable =
        value instanceof Value.Int number
            ? new Value.Decimal(BigDecimal.valueOf(number.value()))
            : value;
    if (!KINDS.contains(comparable.getClass())) {
      throw wrongKind(value, "text, exact numbers, truth values, dates and times");
    }
    if (!kindsOfAll.contains(comparable.getClass())) {
      throw refused("lists a value that is no " + Kinds.name(value) + ", as the column's are");
    }
    return values.contains(comparable);
  }

  private static List<Value> readings(String text) {
    return List.<Function<String, Optional<? extends Value>>>of(
            Sentinels::number,
            Sentinels::truth,
            read -> time(read, day -> new Value.Date(Iso.parseDate(day))),
            read -> time(read, time -> new Value.Time(Iso.parseTime(time))),
            Sentinels::timestamp,
            read -> time(read, moment -> new Value.Moment(Iso.parseInstant(moment))),
            read -> Optional.of(new Value.Text(read)))
        .stream()
        .<Value>flatMap(reading -> reading.apply(text).stream())
        .toList();
  }

  private static Optional<Value> number(String text) {
    if (text.length() > LONGEST_NUMBER || !text.matches("[+-]?[0-9]+(\\.[0-9]+)?")) {
      return Optional.empty();
    }
    return Optional.of(new Value.Decimal(new BigDecimal(text)));
  }

  private static Optional<Value> truth(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(new Value.Bool(text.equals("true")))
        : Optional.empty();
  }

  /** Also with a blank as databases have it, and a day alone for its midnight. */
  private static Optional<Value> timestamp(String text) {
    String iso = text.replace(' ', 'T');
    return time(
        iso.contains("T") ? iso : iso + "T00:00:00",
        read -> new Value.Timestamp(Iso.parseTimestamp(read)));
  }

  private static Optional<Value> time(String text, Function<String, Value> reading) {
    try {
      return Optional.of(reading.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty(); // it is read as something else: every text is at least text
    }
  }
}
