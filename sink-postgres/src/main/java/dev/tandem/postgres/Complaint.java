/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Type;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL lets out about the row that it refuses: the line of a COPY, or the row itself in
 * the detail of the message. That is a hint, not proof, and holds values, so it is never shown.
 *
 * @param where as in {@code COPY orders, line 17}, in the server's language
 * @param detail as in {@code Failing row contains (1, a, null).}
 */
record Complaint(String where, String detail) {
  private static final Pattern COPY_LINE = Pattern.compile("COPY .+?, \\p{L}+ (\\d+)\\b.*");

  /** What the server spells as Tandem does, whatever its settings. */
  private static final Set<Type.Kind> ALIKE =
      EnumSet.of(Type.Kind.INT, Type.Kind.TEXT, Type.Kind.ENUM, Type.Kind.UUID);

  /** Longer values are cut by the server. */
  private static final int SHOWN = 64;

  static Complaint of(SQLException e) {
    ServerErrorMessage message = SqlErrors.answer(e);
    return message == null
        ? new Complaint("", "")
        : new Complaint(orEmpty(message.getWhere()), orEmpty(message.getDetail()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Which row of a COPY it was, counted from 0. */
  Optional<Integer> copiedRow() {
    Matcher line = COPY_LINE.matcher(where.lines().findFirst().orElse(""));
    return line.matches() ? Optional.of(Integer.parseInt(line.group(1)) - 1) : Optional.empty();
  }

  /** The one change whose row the detail may show; empty when it is none, or several. */
  Optional<Delivery> shown(List<Delivery> deliveries, TargetTable table) {
    if (detail.isEmpty()) {
      return Optional.empty();
    }
    List<TargetColumn> spelledAlike =
        table.columns().stream()
            .filter(column -> ALIKE.contains(column.field().type().kind()))
            .toList();
    List<Delivery> suspects =
        deliveries.stream()
            .filter(
                delivery ->
                    delivery.change() instanceof EntityChange.Upserted upserted
                        && shows(upserted.row(), table.key())
                        && shows(upserted.row(), spelledAlike))
            .limit(2)
            .toList();
    return suspects.size() == 1 ? Optional.of(suspects.get(0)) : Optional.empty();
  }

  private boolean shows(EntityRow row, List<TargetColumn> columns) {
    for (TargetColumn column : columns) {
      String text = ColumnText.of(row.value(column.name()));
      String shown = text == null ? "null" : text;
      if (shown.length() <= SHOWN && !shows(shown)) {
        return false;
      }
    }
    return true;
  }

  /** Between brackets and commas, as the server lists the values of a row. */
  private boolean shows(String text) {
    for (int at = detail.indexOf(text); at > 0; at = detail.indexOf(text, at + 1)) {
      int end = at + text.length();
      boolean starts = detail.charAt(at - 1) == '(' || detail.startsWith(", ", at - 2);
      if (starts
          && end < detail.length()
          && (detail.charAt(end) == ',' || detail.charAt(end) == ')')) {
        return true;
      }
    }
    return false;
  }
}
