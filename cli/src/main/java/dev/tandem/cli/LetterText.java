/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.letters.LetterChoice;
import dev.tandem.cli.letters.LetterGroup;
import dev.tandem.cli.letters.LetterTrace;
import dev.tandem.cli.letters.Remedies;
import dev.tandem.cli.letters.Retried;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.RowTrace;
import dev.tandem.model.type.Value;
import dev.tandem.verify.ValueText;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Dead letters, for people. */
final class LetterText {
  private LetterText() {}

  /** A group in two lines. */
  static List<String> lines(LetterGroup group) {
    return List.of(
        "%,d  %s  %s%s  %s  %s to %s, such as %d"
            .formatted(
                group.count(),
                group.code(),
                group.entity().isEmpty() ? "(no entity)" : group.entity(),
                group.field().isEmpty() ? "" : "." + group.field(),
                group.stage(),
                time(group.firstMillis()),
                time(group.lastMillis()),
                group.example().number()),
        "    " + group.remedy());
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  /** A letter in one line. */
  static String line(Filed filed) {
    DeadLetter letter = filed.letter();
    return "%d  %s  %s  %s%s  %s  %s%s"
        .formatted(
            filed.number(),
            time(letter.parkedAtMillis()),
            letter.code(),
            letter.entity().isEmpty() ? "(no entity)" : letter.entity(),
            letter.field().isEmpty() ? "" : "." + letter.field(),
            letter.stage(),
            LetterChoice.place(letter),
            filed.open() ? "" : "  settled");
  }

  /** What became of a letter that was tried again. */
  static String line(Retried retried) {
    String outcome =
        switch (retried.result()) {
          case APPLIED -> "settled: the row is at the target as it is at the source";
          case DELETED -> "settled: the row is gone from the source, and from the target";
          case REFUSED_AGAIN ->
              retried
                  .again()
                  .map(
                      again ->
                          "refused again: it is letter %d now, %s %s"
                              .formatted(
                                  again.number(),
                                  again.letter().code(),
                                  ValueText.escaped(again.letter().reason())))
                  .orElse("refused again");
          case LEFT -> "left open: " + retried.why();
          case ASKED -> "asked for, and left open";
        };
    DeadLetter letter = retried.letter().letter();
    return "%d  %s  %s  %s"
        .formatted(retried.letter().number(), letter.code(), letter.entity(), outcome);
  }

  /**
   * A letter with its record.
   *
   * @param values whether to show those of the row, or only what they are like
   */
  static List<String> lines(Filed filed, DeadLetter letter, LetterTrace trace, boolean values) {
    List<String> lines = new ArrayList<>();
    lines.add("letter " + filed.number() + (filed.open() ? "" : ", settled"));
    lines.add("  parked    " + time(letter.parkedAtMillis()) + " by " + letter.stage());
    lines.add("  entity    " + (letter.entity().isEmpty() ? "not known" : letter.entity()));
    lines.add("  code      " + letter.code());
    lines.add("  field     " + (letter.field().isEmpty() ? "none alone" : letter.field()));
    lines.add("  reason    " + ValueText.escaped(letter.reason()));
    lines.add("  remedy    " + Remedies.of(letter.code()));
    lines.add("  record    " + LetterChoice.place(letter));
    lines.add("  key       " + key(letter.origin().key(), values));
    lines.add("  mapping   revision " + letter.mappingRevision());
    letter
        .origin()
        .headers()
        .forEach(
            (name, value) -> lines.add("  header    " + name + " = " + ValueText.escaped(value)));
    if (!trace.problem().isEmpty()) {
      lines.add("  row       " + trace.problem());
    } else {
      lines.add("  row       " + trace.operation());
    }
    trace.mapped().forEach((entity, row) -> lines.addAll(mapped(entity, row, values)));
    trace.fields().forEach((name, value) -> lines.add("    " + name + "  " + of(value, values)));
    return lines;
  }

  private static String key(@org.jspecify.annotations.Nullable String key, boolean values) {
    String text = Objects.requireNonNullElse(key, "");
    if (text.isEmpty()) {
      return "none";
    }
    return values ? ValueText.escaped(text) : text.length() + " characters (--values shows it)";
  }

  private static List<String> mapped(EntityName entity, RowTrace trace, boolean values) {
    List<String> lines = new ArrayList<>();
    String outcome = trace.isLeftOut() ? "left out" : trace.isRefused() ? "refused" : "mapped";
    lines.add("  " + entity + ": by the mapping as it is now, " + outcome);
    for (RowTrace.Field field : trace.fields()) {
      lines.add("    " + field(field, values));
    }
    PreviewText.verdicts(trace).forEach(verdict -> lines.add("    " + PreviewText.line(verdict)));
    return lines;
  }

  private static String field(RowTrace.Field field, boolean values) {
    String before =
        field.column().map(column -> column + " " + of(field.before(), values)).orElse("made");
    String after =
        field
            .after()
            .map(value -> of(value, values))
            .orElseGet(
                () -> field.problem().map(why -> why.code() + ": " + why.reason()).orElse(""));
    return "%s %s: %s -> %s".formatted(field.field().name(), field.field().type(), before, after);
  }

  private static String of(Value value, boolean values) {
    return values ? ValueText.of(value) : kind(value);
  }

  /** What a value is like without telling it. */
  private static String kind(Value value) {
    if (value.isNull()) {
      return "NULL";
    } else if (value instanceof Value.Text text) {
      return "text of " + text.value().codePointCount(0, text.value().length()) + " characters";
    } else if (value instanceof Value.Bytes bytes) {
      return bytes.value().length + " bytes";
    } else if (value instanceof Value.Json json) {
      return "JSON of " + json.value().toString().length() + " characters";
    } else if (value instanceof Value.Array array) {
      return array.values().size() + " elements";
    } else if (value instanceof Value.Decimal number) {
      return "number of %d digits, %d of them behind the point"
          .formatted(number.value().precision(), Math.max(0, number.value().scale()));
    } else if (value instanceof Value.Bits bits) {
      return bits.digits().length() + " bits";
    }
    return NAMES.getOrDefault(value.getClass(), "value");
  }

  private static final Map<Class<?>, String> NAMES =
      Map.of(
          Value.Bool.class, "truth value",
          Value.Int.class, "whole number",
          Value.Float32.class, "floating point number",
          Value.Float64.class, "floating point number",
          Value.NoDate.class, "no date",
          Value.Date.class, "date",
          Value.Time.class, "time",
          Value.Duration.class, "duration",
          Value.Timestamp.class, "date and time",
          Value.Moment.class, "point in time");
}
