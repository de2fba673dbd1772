/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.entity.Version;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys at the top of tandem.yaml. */
final class RootKeys {
  /** Leaves Kafka's 249 characters room for two names of MySQL, of 64 characters each. */
  static final Key<String> NAME =
      Key.required(
              "name",
              Scalars.matching(
                  "a pipeline name",
                  Pattern.compile("[a-z][a-z0-9_-]{0,99}"),
                  "write at most 100 lower-case letters, digits, _ and -, beginning with a letter"))
          .meaning(
              "The pipeline's name, with which the names of all its topics, consumer groups and"
                  + " transactional ids begin. Another name is another pipeline: it starts over.")
          .example("loans");

  static final Key<Integer> REVISION =
      Key.defaulted("revision", Scalars.number(0, Version.MAX_REVISION).map(Long::intValue), 0, "0")
          .meaning(
              "Raise it by one when the meaning of the mapping changes: what"
                  + " `replay --mapping-revision --apply` then publishes beats what the former mapping"
                  + " made of the same changes, but never a newer change.")
          .example("1");

  static final Key<Fields> SOURCE =
      Key.required("source", Section.oneOf(MySqlKeys.MYSQL, SqlServerKeys.SQL_SERVER))
          .meaning("The server that is captured: `mysql` or `sqlserver`.");

  static final Key<Fields> KAFKA =
      Key.optional("kafka", KafkaKeys.SECTION, "an embedded broker")
          .meaning("The Kafka cluster between the processes.");

  static final Key<Fields> TARGETS =
      Key.optional("targets", TargetKeys.SECTION, "embedded servers")
          .meaning(
              "The databases that are kept in step. One that is left out while an entity goes there"
                  + " is an embedded server.");

  static final Key<Fields> DEAD_LETTERS =
      Key.optional("dead_letters", DeadLetterKeys.SECTION, "as its keys say")
          .meaning("When so many changes are refused that their entity is stopped.");

  static final Key<Fields> METRICS =
      Key.optional("metrics", MetricsKeys.SECTION, "only where `--http` serves them")
          .meaning("Where metrics are sent, besides `/metrics`, which is asked for them.");

  static final Key<Fields> STATE =
      Key.optional("state", StateKeys.SECTION, "as its keys say")
          .meaning(
              "What the transform keeps on disk for entities of several tables, and for MySQL's"
                  + " cascades.");

  static final Key<Map<String, Located<Fields>>> DOMAINS =
      Key.required("domains", new MapOf<>("domain", EntityKeys.NAME, EntityKeys.DOMAIN))
          .meaning(
              "What becomes of the tables. A domain is a group of entities that belong together,"
                  + " and by default a schema in PostgreSQL.");

  static final Key<Secret> MASKING_KEY =
      Key.optional("masking_key", Forms.SECRET, "no transform may be `hash`")
          .meaning(
              "The secret of the transform `hash`, at least 16 bytes. Whoever has it can find out"
                  + " what was hashed; with another one, every hash is another.")
          .example("\"${MASKING_KEY}\"");

  static final Section SECTION =
      Section.of(
          NAME,
          REVISION,
          SOURCE,
          KAFKA,
          TARGETS,
          MASKING_KEY,
          DEAD_LETTERS,
          METRICS,
          STATE,
          DOMAINS);

  private RootKeys() {}
}
