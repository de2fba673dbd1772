/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One raw record in; out comes what it tells of each foreign key of its table, under its values.
 */
final class RawProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(RawProcessor.class);

  private final CascadePlan plan;
  private final SchemaStore schemas;
  private final Arrivals arrivals;
  private final Map<SchemaId, TableKeys> tables = new HashMap<>();
  private @Nullable ProcessorContext<byte[], byte[]> context;

  RawProcessor(CascadePlan plan, SchemaStore schemas) {
    this.plan = plan;
    this.schemas = schemas;
    this.arrivals = new Arrivals(schemas);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> started) {
    this.context = started;
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    Optional<RawRow> row = RawRow.of(raw);
    if (row.isEmpty()) {
      LOG.debug("a record that cannot be read is left to the transform");
      return;
    }
    TableKeys table =
        tables.computeIfAbsent(row.get().schema(), id -> new TableKeys(schemas.table(id), plan));
    tellAsChild(raw, row.get(), table);
    tellAsParent(raw, row.get(), table);
  }

  private void tellAsChild(Record<byte[], byte[]> raw, RawRow row, TableKeys table) {
    if (table.asChild().isEmpty()) {
      return;
    }
    String id;
    try {
      id = new String(table.key().canonical(table.key().read(raw.key())), StandardCharsets.UTF_8);
    } catch (RawRefused e) {
      LOG.debug("a record whose key cannot be read is left to the transform");
      return;
    }
    for (TableKeys.Role role : table.asChild()) {
      Optional<String> before = role.values().of(row.before()).map(Folded::of);
      Optional<String> after = role.values().of(row.after()).map(Folded::of);
      if (before.isPresent() && !before.equals(after)) {
        tell(role, before.get(), new Told.Left(id), raw);
      }
      JsonNode now = row.after();
      if (after.isPresent() && now != null) {
        long cause = cause(raw).map(Cause::time).orElse(0L);
        Told.Present present = row.kept(id, raw.key(), cause, now, table.documents());
        tell(role, after.get(), present, raw);
      }
    }
  }

  private void tellAsParent(Record<byte[], byte[]> raw, RawRow row, TableKeys table) {
    Optional<Cause> cause = cause(raw);
    JsonNode now = row.after() == null ? row.newKey() : row.after();
    for (TableKeys.Role role : table.asParent()) {
      Optional<String> before = role.values().of(row.before());
      boolean isChanged = before.isPresent() && !before.equals(role.values().of(row.after()));
      if (isChanged) {
        boolean isMoved = now != null && role.values().columns().stream().allMatch(now::has);
        Told gone = new Told.Gone(row.time(), raw.timestamp(), isMoved);
        tell(role, Folded.of(before.get()), gone, raw);
        tellArrivals(role, now, new Cause(raw.timestamp(), Cause.Kind.CAME, 1), raw);
      } else if (before.isPresent() && isOf(cause, Cause.Kind.DELETED)) {
        Told gone = new Told.Gone(row.time(), cause.get().time(), false);
        tell(role, Folded.of(before.get()), gone, raw);
      } else if (isOf(cause, Cause.Kind.CAME)) {
        tellArrivals(role, now, cause.get().below(), raw);
      }
    }
  }

  private static boolean isOf(Optional<Cause> cause, Cause.Kind kind) {
    return cause.filter(one -> one.kind() == kind).isPresent();
  }

  private void tellArrivals(
      TableKeys.Role role, @Nullable JsonNode now, Cause cause, Record<byte[], byte[]> raw) {
    if (cause.level() <= CascadePlan.DEEPEST) {
      role.values()
          .of(now)
          .ifPresent(
              values ->
                  arrivals
                      .of(role, now, cause)
                      .ifPresent(came -> tell(role, Folded.of(values), came, raw)));
    }
  }

  private static Optional<Cause> cause(Record<byte[], byte[]> raw) {
    Header request = raw.headers().lastHeader(Headers.REQUEST);
    return request == null ? Optional.empty() : Cause.of(request.value());
  }

  private void tell(TableKeys.Role role, String values, Told told, Record<byte[], byte[]> raw) {
    if (context == null) {
      throw new IllegalStateException("not initialised");
    }
    context.forward(
        new Record<>(
            StoreKeys.of(plan.keys().indexOf(role.key()), values), told.bytes(), raw.timestamp()));
  }
}
