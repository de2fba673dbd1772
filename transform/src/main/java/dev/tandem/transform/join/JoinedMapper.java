/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.entity.Version;
import dev.tandem.model.join.RowParts;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.RawRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what a joined row means for the entity, given what was made of the row last. */
final class JoinedMapper {
  private static final String TOO_BIG =
      "The row is larger than Kafka takes, so the value was left out of the raw record:"
          + " shorten it at the source, or leave the column out of the entity with drop.";

  private final WideRows rows;
  private final int revision;

  JoinedMapper(WideRows rows, int revision) {
    this.rows = rows;
    this.revision = revision;
  }

  /**
   * What to do.
   *
   * @param last what was made of the row before
   * @param joined the row as it is now, or null when it is gone
   * @param atMicros when it became so, unless its own record tells
   * @return empty while the joins are not as far as the row
   */
  Optional<Result> map(Published last, byte @Nullable [] joined, long atMicros) {
    if (joined == null) {
      return Optional.of(gone(last, atMicros));
    }
    Optional<RowParts> parts = rows.parts(joined);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    WideRows.Fit fit = rows.fit(parts.get());
    BaseRow base = WideRows.base(joined);
    if (fit.wide() == null || fit.mapper() == null) {
      return refused(last, joined, "E_MAPPING", "", fit.mismatch());
    }
    Optional<String> missing = missing(base, fit.mapper());
    if (missing.isPresent()) {
      return refused(last, joined, "E_TOO_BIG", missing.get(), TOO_BIG);
    }
    Optional<SourceRow> row = fit.wide().row(parts.get());
    if (row.isEmpty()) {
      return Optional.of(gone(last, atMicros)); // it waits, as one that an inner join leaves out
    }
    return Optional.of(
        there(last, new Joined(joined, base, parts.get(), fit, row.get()), atMicros));
  }

  private static Optional<Result> refused(
      Published last, byte[] joined, String code, String field, String reason) {
    Step step =
        new Step(new Mapping.Rejected(code, field, reason), null, WideRows.base(joined), true);
    return Optional.of(new Result(List.of(step), new Published(last.accepted(), joined)));
  }

  private static Optional<String> missing(BaseRow base, EntityMapper mapper) {
    try {
      Set<String> cut = new TreeSet<>(base.cut().map(CutColumns::after).orElse(Set.of()));
      return cut.stream().filter(mapper.columns()::contains).findFirst();
    } catch (RawRefused e) {
      return Optional.of(e.column());
    }
  }

  private Result gone(Published last, long atMicros) {
    byte[] accepted = last.accepted();
    return new Result(
        accepted == null ? List.of() : List.of(deleted(accepted, atMicros)), Published.NOTHING);
  }

  private Step deleted(byte[] accepted, long atMicros) {
    RowParts parts = rows.parts(accepted).orElseThrow();
    WideRows.Fit fit = rows.fit(parts);
    BaseRow base = WideRows.base(accepted);
    Optional<SourceRow> row = fit.wide() == null ? Optional.empty() : fit.wide().row(parts);
    if (fit.mapper() == null || row.isEmpty()) {
      return new Step(new Mapping.Rejected("E_MAPPING", "", fit.mismatch()), null, base, false);
    }
    return new Step(
        fit.mapper().map(new SourceChange.Deleted(row.get()), version(base), atMicros),
        fit.mapper(),
        base,
        false);
  }

  private Result there(Published last, Joined now, long atMicros) {
    byte[] accepted = last.accepted();
    List<Step> steps = new ArrayList<>();
    Optional<SourceRow> before = Optional.empty();
    boolean isOwnChange = true;
    if (accepted != null) {
      isOwnChange = WideRows.base(accepted).offset() != now.base().offset();
      RowParts former = rows.parts(accepted).orElseThrow();
      if (former.base().table().equals(now.parts().base().table())) {
        before = now.wide(former);
      } else {
        steps.add(deleted(accepted, atMicros)); // of another shape, so that one change cannot tell
      }
    }
    SourceChange change =
        before
            .<SourceChange>map(row -> new SourceChange.Updated(row, now.row()))
            .orElseGet(() -> new SourceChange.Read(now.row(), now.base().first()));
    long at = isOwnChange ? now.base().committedAtMicros() : atMicros;
    Mapping mapping = now.mapper().map(change, version(now.base()), at);
    steps.add(new Step(mapping, now.mapper(), now.base(), isOwnChange));
    boolean isRefused = mapping instanceof Mapping.Rejected;
    byte[] stays = steps.size() > 1 ? null : accepted;
    return new Result(
        steps, isRefused ? new Published(stays, now.bytes()) : new Published(now.bytes(), null));
  }

  private Version version(BaseRow base) {
    return Version.of(base.generation(), 0, revision); // the offset is that of the record itself
  }

  /**
   * What to do, and what to remember.
   *
   * @param next nothing when the row is to be forgotten
   */
  record Result(List<Step> steps, Published next) {}

  /**
   * One thing to publish, to park or to leave alone.
   *
   * @param mapper null for what no mapper has made
   * @param base the row that it is about
   * @param isOwnChange whether that row changed, and not only what belongs to it
   */
  record Step(Mapping mapping, @Nullable EntityMapper mapper, BaseRow base, boolean isOwnChange) {}

  /** A row with all that it takes to map it. */
  private record Joined(
      Parts whole, BaseRow base, RowParts parts, WideRows.Fit fit, SourceRow row) {

    Joined(byte[] bytes, BaseRow base, RowParts parts, WideRows.Fit fit, SourceRow row) {
      this(Parts.of(bytes), base, parts, fit, row);
    }

    byte[] bytes() {
      return whole.required(0);
    }

    EntityMapper mapper() {
      return java.util.Objects.requireNonNull(fit.mapper());
    }

    Optional<SourceRow> wide(RowParts other) {
      return java.util.Objects.requireNonNull(fit.wide()).row(other);
    }
  }
}
