/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.TargetWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Writers that give up soon, and with safeguards that a test may have switched off. */
final class TestWriters {
  /** Fewer than the real ones, as each test breaks its own; enough for the writers' threads. */
  static final int SEALS = 8;

  private TestWriters() {}

  static DynamoConnection connection(URI endpoint) {
    return new DynamoConnection(
        "eu-central-1",
        Optional.of(endpoint),
        Optional.of(new DynamoConnection.Credentials("tandem", "tandem", Optional.empty())));
  }

  static TargetWriter writer(URI endpoint, String pipeline, MappingPlan plan, Guard guard) {
    return writer(endpoint, pipeline, plan, guard, new DynamoMeter(), Duration.ofSeconds(3));
  }

  static TargetWriter writer(
      URI endpoint,
      String pipeline,
      MappingPlan plan,
      Guard guard,
      DynamoMeter meter,
      Duration patience) {
    return new DynamoWriter(
        plan,
        rows(endpoint, pipeline, guard, meter),
        new Traffic(new Workers("test-writer", 8), 8, patience));
  }

  static RowWriter rows(URI endpoint, String pipeline, Guard guard, DynamoMeter meter) {
    DynamoConnection connection = connection(endpoint);
    return new RowWriter(
        new Sender(Clients.open(connection, 8), impatient(connection), meter),
        guard,
        new Tombstones(Tombstones.tableOf(pipeline), Duration.ofDays(1), Clock.systemUTC()),
        new Seals(SEALS));
  }

  static Retry impatient(DynamoConnection connection) {
    return new Retry(
        connection, 4, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(8));
  }
}
