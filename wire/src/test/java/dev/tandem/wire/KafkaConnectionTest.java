/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
  private final KafkaConnection kafka =
      new KafkaConnection(Map.of("bootstrap.servers", "broker:9092", "client.id", "theirs"));

  @Test
  void shouldReadWithoutMakingTopicsOrCommittingByItself() {
    assertThat(kafka.reading(Map.of("client.id", "ours")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "broker:9092",
                "client.id", "ours",
                "isolation.level", "read_committed",
                "enable.auto.commit", false,
                "allow.auto.create.topics", false));
  }

  @Test
  void shouldShowNoValues() {
    assertThat(kafka.toString()).contains("client.id").doesNotContain("theirs");
  }
}
