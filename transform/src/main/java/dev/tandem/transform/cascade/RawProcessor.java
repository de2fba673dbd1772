/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tandem.model.source.ForeignKey;
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

  /** InnoDB carries cascades no further down. */
  private static final int DEEPEST = 15;

  private final CascadePlan plan;
  private final SchemaStore schemas;
  private final Map<SchemaId, TableKeys> tables = new HashMap<>();
  private @Nullable ProcessorContext<byte[], byte[]> context;

  RawProcessor(CascadePlan plan, SchemaStore schemas) {
    this.plan = plan;
    this.schemas = schemas;
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
        tell(role, before.get(), new Told.Gone(row.time(), raw.timestamp(), isMoved), raw);
        tellCame(role, now, raw.timestamp(), 1, raw);
      } else if (before.isPresent() && isOf(cause, Cause.Kind.DELETED)) {
        tell(role, before.get(), new Told.Gone(row.time(), cause.get().time(), false), raw);
      } else if (isOf(cause, Cause.Kind.CAME) && cause.get().level() < DEEPEST) {
        tellCame(role, now, cause.get().time(), cause.get().level() + 1, raw);
      }
    }
  }

  private static boolean isOf(Optional<Cause> cause, Cause.Kind kind) {
    return cause.filter(one -> one.kind() == kind).isPresent();
  }

  /** Children that keep their own keys are asked for by these. */
  private void tellCame(
      TableKeys.Role role,
      @Nullable JsonNode now,
      long cause,
      int level,
      Record<byte[], byte[]> raw) {
    Optional<String> values = role.values().of(now);
    if (now != null && values.isPresent() && changesKeys(role.key())) {
      ArrayNode each = Told.JSON.createArrayNode();
      role.values().columns().forEach(column -> each.add(now.get(column)));
      tell(role, values.get(), new Told.Came(each, cause, level), raw);
    }
  }

  private boolean changesKeys(ForeignKey key) {
    return key.onUpdate() == ForeignKey.Action.CASCADE
        && schemas
            .latest(key.child())
            .map(child -> child.key().stream().anyMatch(column -> isOf(key, column)))
            .orElse(true);
  }

  private static boolean isOf(ForeignKey key, String column) {
    return key.columns().stream().anyMatch(column::equalsIgnoreCase);
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
            StoreKeys.of(plan.keys().indexOf(role.key()), Folded.of(values)),
            told.bytes(),
            raw.timestamp()));
  }
}
