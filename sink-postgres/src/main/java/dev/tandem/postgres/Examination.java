/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.PostgresPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for what would keep a sink from writing, before it tries. */
final class Examination {
  private static final String READ_ONLY = "SELECT pg_is_in_recovery()";
  private static final String MAY_CREATE =
      "SELECT has_database_privilege(current_database(), 'CREATE')";
  private static final String MAY_WRITE =
      """
      SELECT has_schema_privilege(n.oid, 'USAGE')
        AND has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
        AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;
  private static final String MAY_CREATE_IN =
      "SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = ?";
  private static final String HAS_SCHEMA = "SELECT true FROM pg_namespace WHERE nspname = ?";

  private final Connection session;
  private final Tables tables;

  Examination(Connection session, Tables tables) {
    this.session = session;
    this.tables = tables;
  }

  List<String> problems(List<EntitySchema> schemas) throws SQLException {
    List<String> problems = new ArrayList<>();
    if (is(READ_ONLY)) {
      problems.add(line(PostgresCode.READ_ONLY, PostgresCode.READ_ONLY.meaning()));
    }
    Encoding.problem(session)
        .ifPresent(problem -> problems.add(line(PostgresCode.ENCODING, problem)));
    for (EntitySchema schema : schemas) {
      examine(schema, problems);
    }
    if (!is(HAS_SCHEMA, "tandem") && !is(MAY_CREATE)) {
      problems.add(
          line(
              PostgresCode.GRANT,
              "The role may not create the schema tandem, where the sink keeps its positions."));
    }
    return problems;
  }

  private void examine(EntitySchema schema, List<String> problems) throws SQLException {
    PostgresPlan where = tables.plan(schema.name());
    boolean exists = Catalog.columns(session, where.schema(), where.table()).isPresent();
    if (exists && !is(MAY_WRITE, where.schema(), where.table())) {
      problems.add(
          line(
              PostgresCode.GRANT,
              "The role may not read and write "
                  + where
                  + ": GRANT SELECT, INSERT, UPDATE, DELETE ON "
                  + Sql.table(where)
                  + " TO ...; GRANT USAGE ON SCHEMA "
                  + Sql.name(where.schema())
                  + " TO ...;"));
    }
    List<String> misfits = Misfits.of(where, session);
    if (!misfits.isEmpty()) {
      misfits.forEach(misfit -> problems.add(PostgresCode.TABLE.code() + ": " + misfit));
      return;
    }
    List<String> missing = Tables.missing(schema, where, session);
    if (!missing.isEmpty() && !tables.mayMake(where)) {
      problems.add(
          line(
              PostgresCode.TABLE,
              where
                  + " is not as "
                  + schema.name()
                  + " needs it; create: true would run: "
                  + String.join("; ", missing)
                  + ";"));
    } else if (!exists && !is(HAS_SCHEMA, where.schema()) && !is(MAY_CREATE)) {
      problems.add(
          line(PostgresCode.GRANT, "The role may not create the schema " + where.schema() + "."));
    } else if (!exists && is(HAS_SCHEMA, where.schema()) && !is(MAY_CREATE_IN, where.schema())) {
      problems.add(
          line(
              PostgresCode.GRANT,
              "The role may not create "
                  + where
                  + "; who may, would run: "
                  + String.join("; ", missing)
                  + ";"));
    }
  }

  private static String line(PostgresCode code, String sentence) {
    return code.code() + ": " + sentence + " " + code.remedy();
  }

  private boolean is(String question, String... parameters) throws SQLException {
    return Catalog.is(session, question, parameters);
  }
}
