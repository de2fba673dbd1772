/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB as the target of one pipeline. Holds no connection itself; each writer and reader has
 * its own, which closing it frees.
 */
public final class DynamoTarget {
  /** For how long a batch waits for a table that throttles before its other lanes go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DynamoConnection connection;
  private final String pipeline;
  private final MappingPlan plan;
  private final Tuning tuning;

  /** A target with the {@link Tuning} that fits the connection. */
  public DynamoTarget(DynamoConnection connection, String pipeline, MappingPlan plan) {
    this(connection, pipeline, plan, connection.isLocal() ? Tuning.LOCAL : Tuning.USUAL);
  }

  /**
   * A target.
   *
   * @param pipeline the pipeline's name, after which its tombstones table is named
   */
  public DynamoTarget(
      DynamoConnection connection, String pipeline, MappingPlan plan, Tuning tuning) {
    this.connection = connection;
    this.pipeline = pipeline;
    this.plan = plan;
    this.tuning = tuning;
  }

  /**
   * Checks every table that the plan names, and the one for tombstones: keys, indexes, time to
   * live. Returns when all can be used.
   *
   * @param create whether to make what is missing, billed on demand
   * @throws TandemException that lists all that is missing or wrong, and what to do
   * @throws TargetUnavailable when DynamoDB does not answer
   */
  public void prepare(boolean create) {
    try (DynamoDbClient client = Clients.open(connection, 1)) {
      new Preparation(plan, pipeline, new Tables(client, Retry.of(connection))).run(create);
    }
  }

  /**
   * What keeps the target from taking the plan's entities, a line for each; changes nothing.
   *
   * @param create whether {@link #prepare} may make what is missing, which then is no problem
   * @throws TargetUnavailable when DynamoDB does not answer
   */
  public List<String> problems(boolean create) {
    try (DynamoDbClient client = Clients.open(connection, 1)) {
      return new Preparation(plan, pipeline, new Tables(client, Retry.of(connection)))
          .problems(create);
    }
  }

  /** A writer for all the plan's entities that go to DynamoDB; to be closed. */
  public TargetWriter writer() {
    DynamoDbClient client = Clients.open(connection, tuning.inFlight());
    Tombstones tombstones =
        new Tombstones(Tombstones.tableOf(pipeline), tuning.tombstonesKept(), Clock.systemUTC());
    return new DynamoWriter(
        plan,
        new RowWriter(
            new Sender(client, Retry.of(connection), new DynamoMeter()),
            Guard.inForce(),
            tombstones,
            new Seals(Seals.COUNT)),
        new Traffic(new Workers("dynamo-writer", tuning.inFlight()), tuning.inFlight(), PATIENCE));
  }

  /**
   * A table beside that of one entity, which must go to DynamoDB.
   *
   * @throws IllegalArgumentException when it does not
   */
  public DynamoShadow shadow(EntityName entity) {
    List<EntityPlan> beside =
        plan.entities().stream()
            .filter(one -> one.name().equals(entity))
            .map(one -> one.to(Optional.empty(), Optional.of(beside(plan(one)))))
            .toList();
    DynamoPlan live = plan(plan.entity(entity).orElseThrow());
    return new DynamoShadow(
        connection,
        TableShape.of(live),
        new DynamoTarget(connection, pipeline, new MappingPlan(plan.revision(), beside), tuning));
  }

  private static DynamoPlan beside(DynamoPlan live) {
    return new DynamoPlan(
        DynamoShadow.of(live.table()),
        live.key(),
        live.indexes(),
        live.timeToLive(),
        live.attributes());
  }

  private static DynamoPlan plan(EntityPlan entity) {
    return entity
        .dynamo()
        .orElseThrow(
            () -> new IllegalArgumentException(entity.name() + " is not mapped to DynamoDB"));
  }

  /**
   * A reader of one entity; to be closed.
   *
   * @throws IllegalArgumentException when the entity does not go to DynamoDB
   */
  public TargetReader reader(EntityPlan entity) {
    return new DynamoReader(
        plan(entity),
        Clients.open(connection, Items.SEGMENTS),
        Retry.of(connection),
        new Workers("dynamo-reader", Items.SEGMENTS),
        Clock.systemUTC());
  }

  /**
   * What a deployment may want otherwise.
   *
   * @param inFlight the most requests at a time, from 1 to {@value Seals#COUNT}; fewer while
   *     DynamoDB throttles
   * @param tombstonesKept for how long a deleted row is remembered: longer than any topic keeps its
   *     records, or a replay could bring the row back
   */
  public record Tuning(int inFlight, Duration tombstonesKept) {
    /** 32 requests at a time; two years. */
    public static final Tuning USUAL = new Tuning(32, Duration.ofDays(730));

    /** DynamoDB Local writes on one thread: more requests only wait there, and time out. */
    static final Tuning LOCAL = new Tuning(12, USUAL.tombstonesKept());

    /** Checks the ranges. */
    public Tuning {
      if (inFlight < 1
          || inFlight > Seals.COUNT
          || tombstonesKept.isNegative()
          || tombstonesKept.isZero()) {
        throw new IllegalArgumentException(
            "inFlight " + inFlight + ", tombstonesKept " + tombstonesKept);
      }
    }
  }
}
