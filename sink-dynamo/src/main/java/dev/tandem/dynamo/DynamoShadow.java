/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A second table of an entity, made like the one in use, to be filled from the entity's topic and
 * then compared with the other. The tombstones of an earlier shadow are left: they tell of the same
 * rows, and hold back nothing that the end of the topic would not.
 */
public final class DynamoShadow {
  private static final String SUFFIX = "__shadow";

  private final DynamoConnection connection;
  private final TableShape live;
  private final DynamoTarget filled;

  DynamoShadow(DynamoConnection connection, TableShape live, DynamoTarget filled) {
    this.connection = connection;
    this.live = live;
    this.filled = filled;
  }

  static String of(String table) {
    return table + SUFFIX;
  }

  /** The table's name. */
  public String name() {
    return of(live.name());
  }

  /** A writer to the shadow; to be closed. */
  public TargetWriter writer() {
    return filled.writer();
  }

  /**
   * Makes the shadow, unless it is there.
   *
   * @param anew whether to throw away what it holds
   * @return whether it is empty
   * @throws dev.tandem.model.error.TandemException when DynamoDB does not let Tandem make it
   */
  public boolean begin(boolean anew) {
    try (DynamoDbClient client = Clients.open(connection, 1)) {
      Tables tables = new Tables(client, Retry.of(connection));
      boolean wasThere = tables.find(name()).isPresent();
      if (wasThere && anew) {
        tables.drop(name());
      }
      filled.prepare(true);
      return anew || !wasThere;
    }
  }

  /**
   * Compares both tables, neither of which may be written to meanwhile; reads each of them whole,
   * and looks each item up in the other.
   *
   * @throws dev.tandem.model.target.TargetUnavailable when DynamoDB does not answer
   */
  public ShadowReport compare() {
    Retry retry = Retry.of(connection);
    long now = Clock.systemUTC().instant().getEpochSecond();
    try (DynamoDbClient client = Clients.open(connection, Items.SEGMENTS);
        Workers workers = new Workers("dynamo-shadow", Items.SEGMENTS)) {
      return new ShadowComparison(live, now)
          .of(
              new Items(live.name(), client, retry, workers),
              new Items(name(), client, retry, workers));
    }
  }
}
