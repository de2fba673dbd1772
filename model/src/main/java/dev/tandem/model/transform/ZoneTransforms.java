/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/** From local time to points in time and back. */
final class ZoneTransforms {
  private ZoneTransforms() {}

  private enum Choice {
    EARLIER,
    LATER
  }

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "in_zone(zone, choice?)",
            "Makes a point in time of a local one; refuses a time that the zone skips or has twice,"
                + " unless the earlier or later of its two readings is chosen.",
            "in_zone(Europe/Berlin)",
            "2018-06-20T08:37:03",
            "2018-06-20T06:37:03.000000Z",
            ZoneTransforms::inZone),
        BuiltIn.of(
            "local_in(zone)",
            "Makes a local time of a point in time; an hour that the zone has twice can then no"
                + " longer be told apart.",
            "local_in(Europe/Berlin)",
            "2018-06-20T06:37:03Z",
            "2018-06-20T08:37:03.000000",
            ZoneTransforms::localIn));
  }

  private static Transform inZone(Arguments arguments) throws MalformedTransform {
    ZoneRules rules = rules(arguments);
    Optional<Choice> choice =
        arguments.has(1) ? Optional.of(arguments.word(1, Choice.class)) : Optional.empty();
    return value -> {
      if (!(value instanceof Value.Timestamp local)) {
        throw wrongKind(value, "local dates with time");
      }
      return new Value.Moment(moment(local.value(), rules, choice));
    };
  }

  private static Instant moment(LocalDateTime local, ZoneRules rules, Optional<Choice> choice)
      throws Refused {
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      return local.toInstant(rules.getOffset(local));
    }
    if (choice.isEmpty()) {
      throw refused(
          transition.isGap()
              ? "a local time that the zone skips when its clocks go forward"
              : "a local time that the zone has twice when its clocks go back");
    }
    // the larger offset makes the earlier moment, in a gap as in an overlap
    ZoneOffset before = transition.getOffsetBefore();
    ZoneOffset after = transition.getOffsetAfter();
    boolean beforeIsLarger = before.getTotalSeconds() > after.getTotalSeconds();
    return local.toInstant((choice.get() == Choice.EARLIER) == beforeIsLarger ? before : after);
  }

  private static Transform localIn(Arguments arguments) throws MalformedTransform {
    ZoneRules rules = rules(arguments);
    return value -> {
      if (!(value instanceof Value.Moment moment)) {
        throw wrongKind(value, "points in time");
      }
      Instant instant = moment.value();
      try {
        return new Value.Timestamp(
            LocalDateTime.ofEpochSecond(
                instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant)));
      } catch (DateTimeException e) {
        throw refused("a point in time out of range");
      }
    };
  }

  private static ZoneRules rules(Arguments arguments) throws MalformedTransform {
    try {
      return ZoneId.of(arguments.text(0)).getRules();
    } catch (DateTimeException e) {
      throw arguments.wrong(0, "a time zone such as Europe/Berlin, UTC or +01:00");
    }
  }
}
