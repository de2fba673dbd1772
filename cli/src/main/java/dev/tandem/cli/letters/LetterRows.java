/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PlacedRecords;
import dev.tandem.wire.RawPlace;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.RereadRequest;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Finds the row of the source that a letter is about. The transform parks the raw record itself; of
 * a record that a sink parks the version tells at which offset of a raw topic it was made, and the
 * mapping in which of the partitions; of one that is joined a header says both.
 */
final class LetterRows implements AutoCloseable {
  private static final String SNAPSHOT =
      ": a fresh snapshot brings its row (docs/operations.md), then drop the letter";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pipeline pipeline;
  private final Letters letters;
  private final PlacedRecords placed;
  private final RawRecords raw;
  private final Map<String, Integer> partitions = new HashMap<>();

  LetterRows(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.letters = new Letters(pipeline);
    this.placed = new PlacedRecords(pipeline.kafka());
    this.raw = new RawRecords(pipeline.kafka(), pipeline.names());
    List<String> topics = pipeline.mapping().tables().stream().map(pipeline.names()::raw).toList();
    try (Topics described = pipeline.topics()) {
      for (Map.Entry<String, TopicDescription> topic : described.describe(topics).entrySet()) {
        partitions.put(topic.getKey(), topic.getValue().partitions().size());
      }
    }
  }

  /**
   * The letter's row.
   *
   * @throws NoRow when there is none to be found
   */
  Place of(Filed filed) throws NoRow {
    DeadLetter letter = filed.letter();
    return letter.stage().equals("transform") ? ofRaw(letter.origin()) : ofEntity(filed);
  }

  private Place ofRaw(DeadLetter.Origin origin) throws NoRow {
    TableId table =
        pipeline.mapping().tables().stream()
            .filter(one -> pipeline.names().raw(one).equals(origin.topic()))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoRow(
                        "the mapping no longer names the table of "
                            + origin.topic()
                            + ": if that is meant, drop the letter"));
    String key = origin.key();
    if (key == null || origin.base64()) {
      throw new NoRow("the record has no key that could be read" + SNAPSHOT);
    }
    return new Place(table, new RereadRequest.Row(key, origin.partition(), origin.offset()));
  }

  private Place ofEntity(Filed filed) throws NoRow {
    DeadLetter letter = filed.letter();
    String key = java.util.Objects.requireNonNullElse(letter.origin().key(), "");
    List<EntityPlan> plans = plans(letter.entity());
    String joined = letter.origin().headers().get(Headers.JOINED);
    if (joined != null) {
      return ofJoined(plans.get(0), RawPlace.of(joined));
    }
    Version version = version(letters.whole(filed, placed).origin());
    List<Candidate> candidates = new ArrayList<>();
    for (EntityPlan plan : plans) {
      candidates.addAll(candidates(plan, version));
    }
    List<Candidate> made = candidates.stream().filter(one -> isMadeOf(one, version, key)).toList();
    List<Candidate> found = made.isEmpty() ? candidates : made;
    if (found.size() != 1) {
      throw new NoRow(
          "the raw record that it was made of is no longer there, or the mapping makes another row of it"
              + SNAPSHOT);
    }
    return found.get(0).place();
  }

  /** The row of the entity's own table, with which all that belongs to it is joined once more. */
  private Place ofJoined(EntityPlan plan, RawPlace place) throws NoRow {
    return placed
        .at(
            new TopicPartition(pipeline.names().raw(plan.from()), place.partition()),
            place.offset())
        .filter(record -> record.key() != null)
        .map(record -> new Candidate(plan, record).place())
        .orElseThrow(() -> new NoRow("the raw record of its row is no longer there" + SNAPSHOT));
  }

  private List<EntityPlan> plans(String entity) throws NoRow {
    List<EntityPlan> plans =
        pipeline.mapping().entities().stream()
            .filter(plan -> plan.name().toString().equals(entity))
            .toList();
    if (plans.isEmpty()) {
      throw new NoRow(
          entity.isEmpty()
              ? "the record could not be read as one of an entity" + SNAPSHOT
              : "the mapping no longer names the entity: if that is meant, drop the letter");
    }
    return plans;
  }

  private Version version(DeadLetter.Origin origin) throws NoRow {
    byte[] value = origin.valueBytes();
    if (value == null) {
      value =
          placed
              .at(new TopicPartition(origin.topic(), origin.partition()), origin.offset())
              .map(ConsumerRecord::value)
              .orElse(null);
    }
    try {
      JsonNode version = value == null ? JSON.missingNode() : JSON.readTree(value).path("version");
      if (version.isTextual()) {
        return new Version(Long.parseLong(version.asText()));
      }
    } catch (IOException | NumberFormatException e) {
      throw new NoRow("the record is none that a transform wrote" + SNAPSHOT);
    }
    throw new NoRow("the record, which names its version, is no longer there" + SNAPSHOT);
  }

  /** Records at the version's offset, of which one was its own. */
  private List<Candidate> candidates(EntityPlan plan, Version version) {
    String topic = pipeline.names().raw(plan.from());
    List<Candidate> candidates = new ArrayList<>();
    for (int partition = 0; partition < partitions.getOrDefault(topic, 0); partition++) {
      placed
          .at(new TopicPartition(topic, partition), version.offset())
          .filter(record -> record.key() != null && record.value() != null)
          .filter(
              record ->
                  header(record, Headers.GENERATION).equals(Integer.toString(version.generation())))
          .ifPresent(record -> candidates.add(new Candidate(plan, record)));
    }
    return candidates;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
  }

  private boolean isMadeOf(Candidate candidate, Version version, String key) {
    try {
      RawRecords.Decoded decoded =
          raw.decode(
              new SchemaId(header(candidate.record, Headers.SCHEMA)), candidate.record.value());
      Mapping mapping =
          EntityMapper.compile(candidate.plan, decoded.table(), decoded.earlier())
              .map(decoded.change().change(), version, 0);
      return mapping instanceof Mapping.Mapped mapped && mapped.change().key().json().equals(key);
    } catch (RawRefused | MappingMismatch e) {
      return false;
    }
  }

  @Override
  public void close() {
    raw.close();
    placed.close();
  }

  /** A row of a table, and the raw record that found no place. */
  record Place(TableId table, RereadRequest.Row row) {}

  private record Candidate(EntityPlan plan, ConsumerRecord<byte[], byte[]> record) {
    Place place() {
      return new Place(
          plan.from(),
          new RereadRequest.Row(
              new String(record.key(), StandardCharsets.UTF_8),
              record.partition(),
              record.offset()));
    }
  }

  /** Why a letter's row cannot be found, as the end of a sentence. */
  static final class NoRow extends Exception {
    private static final long serialVersionUID = 1L;

    NoRow(String why) {
      super(why);
    }
  }
}
