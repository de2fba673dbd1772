/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.RowTrace;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PlacedRecords;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a letter's record says, and what the mapping of the file makes of it now.
 *
 * @param operation what happened to the row, such as {@code updated}; empty when the record could
 *     not be read
 * @param mapped for a raw record: each entity with the row's way through the mapping
 * @param fields for a record of an entity: its fields
 * @param problem why the record could not be read; empty when it could
 */
public record LetterTrace(
    String operation, Map<EntityName, RowTrace> mapped, Map<String, Value> fields, String problem) {

  /** Reads the letter's record, from Kafka where the letter had no room for it. */
  public static LetterTrace of(DeadLetter letter, Pipeline pipeline) {
    byte[] value = value(letter.origin(), pipeline);
    String schema = letter.origin().headers().getOrDefault(Headers.SCHEMA, "");
    if (value == null || schema.isEmpty()) {
      return unread("The record is no longer there, or names no schema.");
    }
    try (RawRecords records = new RawRecords(pipeline.kafka(), pipeline.names())) {
      SchemaId id = SchemaId.ofHeader(schema.getBytes(StandardCharsets.US_ASCII));
      return letter.stage().equals("transform")
          ? ofRow(letter, records.decode(id, value), pipeline)
          : ofEntity(records.schemas().entity(id), value);
    } catch (RawRefused e) {
      return unread(e.code() + ": " + e.reason());
    } catch (MappingMismatch e) {
      return unread("The mapping does not fit the row's table: " + e.getMessage());
    }
  }

  private static LetterTrace unread(String why) {
    return new LetterTrace("", Map.of(), Map.of(), why);
  }

  private static byte @Nullable [] value(DeadLetter.Origin origin, Pipeline pipeline) {
    if (origin.valueBytes() != null) {
      return origin.valueBytes();
    }
    try (PlacedRecords placed = new PlacedRecords(pipeline.kafka())) {
      return placed
          .at(new TopicPartition(origin.topic(), origin.partition()), origin.offset())
          .map(ConsumerRecord::value)
          .orElse(null);
    }
  }

  private static LetterTrace ofRow(DeadLetter letter, RawRecords.Decoded decoded, Pipeline pipeline)
      throws MappingMismatch {
    SourceChange change = decoded.change().change();
    Optional<SourceRow> row = row(change);
    Map<EntityName, RowTrace> mapped = new LinkedHashMap<>();
    List<EntityPlan> plans = new ArrayList<>(pipeline.mapping().of(decoded.table().id()));
    plans.removeIf(EntityPlan::isJoined); // one record alone does not tell what they are made of
    plans.removeIf(
        plan -> !letter.entity().isEmpty() && !plan.name().toString().equals(letter.entity()));
    if (row.isPresent()) {
      for (EntityPlan plan : plans) {
        mapped.put(
            plan.name(),
            EntityMapper.compile(plan, decoded.table(), decoded.earlier()).trace(row.get()));
      }
    }
    return new LetterTrace(operation(change), mapped, Map.of(), "");
  }

  private static String operation(SourceChange change) {
    if (change instanceof SourceChange.Read) {
      return "read";
    } else if (change instanceof SourceChange.Created) {
      return "created";
    } else if (change instanceof SourceChange.Updated) {
      return "updated";
    }
    return change instanceof SourceChange.Deleted ? "deleted" : "truncated";
  }

  private static Optional<SourceRow> row(SourceChange change) {
    if (change instanceof SourceChange.Read read) {
      return Optional.of(read.row());
    } else if (change instanceof SourceChange.Created created) {
      return Optional.of(created.row());
    } else if (change instanceof SourceChange.Updated updated) {
      return Optional.of(updated.after());
    }
    return change instanceof SourceChange.Deleted deleted
        ? Optional.of(deleted.before())
        : Optional.empty();
  }

  private static LetterTrace ofEntity(EntitySchema schema, byte[] value) throws RawRefused {
    EntityChange change = new EntityRecord(schema).read(value);
    Map<String, Value> fields = new LinkedHashMap<>();
    if (change instanceof EntityChange.Upserted upserted) {
      for (int i = 0; i < schema.fields().size(); i++) {
        fields.put(schema.fields().get(i).name(), upserted.row().value(i));
      }
      return new LetterTrace("upserted", Map.of(), fields, "");
    }
    change.left().stream().findFirst().ifPresent(place -> fields.putAll(place.fields()));
    return new LetterTrace("deleted", Map.of(), fields, "");
  }
}
