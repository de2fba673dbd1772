/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import org.junit.jupiter.api.Test;

class PipelineTopicsTest {
  private static final PipelineTopics TOPICS = new PipelineTopics("loans");

  @Test
  void shouldNameTopicsAsTheConnectorDoes() {
    assertThat(TOPICS.raw(TableId.of("shop", "Orders"))).isEqualTo("loans.shop.Orders");
    assertThat(TOPICS.raw(TableId.of("my shop", "größe$"))).isEqualTo("loans.my_shop.gr__e_");
    assertThat(TOPICS.entity(new EntityName("sales", "order"))).isEqualTo("loans.sales.order");
  }

  @Test
  void shouldRefuseNamesThatKafkaWillNotTake() {
    assertThat(TOPICS.raw(TableId.of("d", "t".repeat(241)))).hasSize(249);
    assertThatThrownBy(() -> TOPICS.raw(TableId.of("d", "t".repeat(242))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("249");
  }

  @Test
  void shouldNotTellSecretsOfAConnection() {
    assertThat(new KafkaConnection(java.util.Map.of("sasl.jaas.config", "s3cret")).toString())
        .contains("sasl.jaas.config")
        .doesNotContain("s3cret");
  }
}
