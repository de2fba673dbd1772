/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Text;
import dev.tandem.config.problem.ConfigCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The Kafka client properties that a user may set, and why not the others. */
final class KafkaProperties {
  static final Scalar<String> NAME = new Scalar<>("a client property", KafkaProperties::permitted);

  private static final Pattern SPELLING = Pattern.compile("[a-z][a-z0-9._-]*");
  private static final Pattern CLIENT =
      Pattern.compile(
          "^(main\\.consumer|restore\\.consumer|global\\.consumer|producer|consumer|admin)\\.");
  private static final Pattern HOLDS_SECRET =
      Pattern.compile("(password|passphrase|secret|jaas\\.config|keystore\\.key)$");
  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  static {
    refuse("it is kafka.bootstrap", "bootstrap.servers");
    refuse("it comes from the pipeline's name", "application.id", "client.id", "group.id");
    refuse("it is how one capture fences another", "transactional.id", "transaction.timeout.ms");
    refuse(
        "without it a record can be lost, doubled or overtaken",
        "acks",
        "enable.idempotence",
        "max.in.flight.requests.per.connection",
        "retries");
    refuse("records of aborted transactions must stay unseen", "isolation.level");
    refuse(
        "an offset is committed only when its record has a final outcome",
        "enable.auto.commit",
        "auto.commit.interval.ms");
    refuse("a missing offset must stop a sink, not move it", "auto.offset.reset");
    refuse(
        "changes of one key must stay in one partition",
        "partitioner.class",
        "partitioner.ignore.keys");
    refuse(
        "Tandem hands partitions over itself",
        "partition.assignment.strategy",
        "group.protocol",
        "group.instance.id");
    refuse(
        "topics are made with the partitions and retention of this file",
        "allow.auto.create.topics");
    refuse(
        "it is the format of the topics",
        "key.serializer",
        "value.serializer",
        "key.deserializer",
        "value.deserializer",
        "default.key.serde",
        "default.value.serde");
    refuse(
        "Tandem chooses it by what the mapping needs",
        "processing.guarantee",
        "num.stream.threads",
        "state.dir");
    refuse(
        "it is tuned together with the others, so that large records pass and a failure is seen",
        "batch.size",
        "commit.interval.ms",
        "compression.type",
        "default.api.timeout.ms",
        "delivery.timeout.ms",
        "linger.ms",
        "max.poll.records",
        "max.request.size",
        "poll.ms",
        "request.timeout.ms");
    refuse("code in a client could change or drop records", "interceptor.classes");
  }

  private KafkaProperties() {}

  /** The properties that are refused, each with the reason. */
  static Map<String, String> refused() {
    return Collections.unmodifiableMap(REFUSED);
  }

  /** Whether the property's value is a secret and not merely kept like one. */
  static boolean holdsSecret(String property) {
    return HOLDS_SECRET.matcher(property).find();
  }

  private static void refuse(String reason, String... properties) {
    for (String property : properties) {
      REFUSED.put(property, reason);
    }
  }

  private static String permitted(Text text) throws Malformed {
    String reason = REFUSED.get(CLIENT.matcher(text.value()).replaceFirst(""));
    if (reason != null) {
      throw new Malformed(
          ConfigCode.GUARANTEE, "Tandem sets this property itself", "remove it: " + reason);
    }
    if (!SPELLING.matcher(text.value()).matches()) {
      throw new Malformed(
          text.quoted() + " is no client property", "write it as Kafka does, such as ssl.protocol");
    }
    return text.value();
  }
}
