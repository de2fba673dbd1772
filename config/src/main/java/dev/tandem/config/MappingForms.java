/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Text;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.TablePattern;
import dev.tandem.model.mapping.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain values that say how tables become entities. */
final class MappingForms {
  static final Scalar<Template> TEMPLATE =
      new Scalar<>("a key template, such as \"ORDER#{order_id}\"", MappingForms::template);

  static final Scalar<DynamoPlan.TimeToLive> TTL =
      new Scalar<>("a field and a duration, such as \"{created_at} + 90d\"", MappingForms::ttl);

  static final Scalar<TablePattern> TABLE = new Scalar<>("database.table", MappingForms::table);

  /** A table that is no pattern. */
  static final Scalar<TablePattern> ONE_TABLE =
      new Scalar<>("database.table", MappingForms::oneTable);

  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}.]*[^\\p{Cntrl}. ]");
  private static final Pattern TTL_TEXT =
      Pattern.compile("\\{([^{}:]*[^{}:\\s][^{}:]*)}\\s*(?:\\+\\s*(\\S+)\\s*)?");

  private MappingForms() {}

  private static Template template(Text text) throws Malformed {
    try {
      return Template.parse(text.value());
    } catch (IllegalArgumentException e) {
      throw new Malformed(
          ConfigCode.TEMPLATE, message(text, e), "write text, {field} or {field:yyyy-MM-dd}");
    }
  }

  /** The model's sentence without its advice, unless it would show what a reference led to. */
  private static String message(Text text, IllegalArgumentException e) {
    String sentence = String.valueOf(e.getMessage());
    int advice = sentence.lastIndexOf(": ");
    return text.reference().isPresent() || advice < 0
        ? text.quoted() + " is no template"
        : sentence.substring(0, advice);
  }

  private static DynamoPlan.TimeToLive ttl(Text text) throws Malformed {
    Matcher matcher = TTL_TEXT.matcher(text.value());
    if (matcher.matches()) {
      String after = matcher.group(2);
      Optional<Duration> duration =
          after == null ? Optional.of(Duration.ZERO) : Scalars.duration(after);
      if (duration.isPresent()) {
        return new DynamoPlan.TimeToLive(matcher.group(1).strip(), duration.get());
      }
    }
    throw new Malformed(
        ConfigCode.TEMPLATE,
        text.quoted() + " is no time of expiry",
        "write \"{field} + 90d\", or \"{field}\" alone");
  }

  private static TablePattern table(Text text) throws Malformed {
    String[] parts = text.value().split("\\.", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new Malformed(
          text.quoted() + " is not database.table",
          parts.length < 2
              ? "write the database, a dot and the table"
              : "write database.table, or database.schema.table: no name may hold a dot");
    }
    if (!Arrays.stream(parts).allMatch(MappingForms::isName)) {
      throw new Malformed(
          text.quoted() + " is no name of a table",
          "write names of at least a character each, without a dot or a blank at the end");
    }
    return new TablePattern(parts[0], parts.length == 2 ? "" : parts[1], parts[parts.length - 1]);
  }

  private static TablePattern oneTable(Text text) throws Malformed {
    TablePattern table = table(text);
    if (table.isPattern()) {
      throw new Malformed(
          text.quoted() + " is a pattern, and it is one table that rows are taken from",
          "write the name without *");
    }
    return table;
  }

  /** Whether a database, schema or table may have that name, if it is not too long for it. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
