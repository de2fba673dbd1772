/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL as a target. */
public final class PostgresTarget {
  private final PostgresConnection connection;
  private final MappingPlan plan;
  private final boolean create;

  /**
   * A target that is not connected to yet.
   *
   * @param create whether missing tables and columns may be made
   */
  public PostgresTarget(PostgresConnection connection, MappingPlan plan, boolean create) {
    this.connection = connection;
    this.plan = plan;
    this.create = create;
  }

  /**
   * Makes the sink's own tables where they are missing.
   *
   * @throws TargetUnavailable when the server cannot be reached or refuses, or the database is none
   *     for a target ({@link PostgresCode#ENCODING})
   */
  public void prepare() {
    try (Connection session = connection.openWriter();
        Statement statement = session.createStatement()) {
      Encoding.problem(session).ifPresent(PostgresTarget::refuse);
      // Even IF NOT EXISTS asks for the right to create.
      if (!Catalog.is(session, Ddl.IS_PREPARED)) {
        for (String sql : Ddl.BOOKKEEPING) {
          statement.execute(sql);
        }
      }
      session.commit();
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e, connection);
    }
  }

  private static void refuse(String problem) {
    throw new TargetUnavailable(
        PostgresCode.ENCODING, problem + " " + PostgresCode.ENCODING.remedy(), null);
  }

  /**
   * What keeps the target from taking entities of these schemas; changes nothing.
   *
   * @throws TargetUnavailable when the server cannot be reached or refuses the login
   */
  public List<String> problems(List<EntitySchema> schemas) {
    try (Connection session = connection.openReader()) {
      return new Examination(session, new Tables(plan, create)).problems(schemas);
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e, connection);
    }
  }

  /**
   * A writer of its own; it connects when it is first used.
   *
   * @param sink the sink's name, under which positions are kept
   * @param owner this process, for messages to whoever loses a lane to it
   * @param retention how long the topics keep changes, and so tombstones must be kept
   */
  public TargetWriter writer(String sink, String owner, Duration retention) {
    return new PostgresWriter(
        connection,
        new Tables(plan, create),
        new SinkPositions(sink, owner),
        new Tombstones(retention, Clock.systemUTC()),
        false);
  }

  /**
   * A writer for changes that a sink has had before: it works beside that sink, takes no lane from
   * it and moves none of its positions. It tells what tombstones held back.
   *
   * @param sink whose lanes they are
   * @param retention how long the topics keep changes
   */
  public TargetWriter replayer(String sink, Duration retention) {
    return new PostgresWriter(
        connection,
        new Tables(plan, create),
        new ReplayLocks(sink),
        new Tombstones(retention, Clock.systemUTC()),
        true);
  }

  /**
   * A table beside that of one entity, which must go to PostgreSQL.
   *
   * @param sink a name of its own, under which its lanes are locked
   * @param retention how long the topics keep changes
   */
  public PostgresShadow shadow(EntityPlan entity, String sink, Duration retention) {
    PostgresPlan live = entity.postgres().orElseThrow();
    EntityPlan beside = entity.to(Optional.of(PostgresShadow.of(live)), Optional.empty());
    PostgresTarget filled =
        new PostgresTarget(connection, new MappingPlan(plan.revision(), List.of(beside)), true);
    return new PostgresShadow(connection, live, sink, () -> filled.replayer(sink, retention));
  }

  /** A reader of one entity, which must go to PostgreSQL. */
  public TargetReader reader(EntityPlan entity) {
    return new PostgresReader(connection, entity.postgres().orElseThrow());
  }

  /**
   * Looks for rows of one entity, which must go to PostgreSQL, again and again in one session.
   *
   * @param schema the fields that are wanted, those of the key among them
   */
  public RowWatch watch(EntityPlan entity, EntitySchema schema) {
    return new PostgresWatch(connection, entity.postgres().orElseThrow(), schema);
  }
}
