/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import org.junit.jupiter.api.Test;

class RowSummariesTest {

  /** {@link CaptureIT} shows that it leaves them out of a connector's metrics as they are. */
  @Test
  void shouldLeaveAConnectorAloneWhoseMetricsItDoesNotKnow() {
    ChangeEventSourceCoordinator<?, ?> withoutMetrics = coordinator();

    assertThat(RowSummaries.leaveOut(withoutMetrics)).isFalse();
  }

  @SuppressWarnings("NullAway") // what a coordinator that is never started does not look at
  private static ChangeEventSourceCoordinator<?, ?> coordinator() {
    Configuration settings = Configuration.create().with("topic.prefix", "unstarted").build();
    return new ChangeEventSourceCoordinator<>(
        null,
        null,
        MySqlConnector.class,
        new MySqlConnectorConfig(settings),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
