/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.mapping.PostgresPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What must follow when one table takes the name of another, and what cannot. */
final class ShadowSwap {
  /** One column: what is in the way, as a sentence names it. */
  private static final String OBSTACLES =
      """
      WITH t AS (SELECT ?::regclass AS oid)
      SELECT 'the view ' || v.oid::regclass::text FROM t
        JOIN pg_depend d ON d.refobjid = t.oid AND d.classid = 'pg_rewrite'::regclass
        JOIN pg_rewrite r ON r.oid = d.objid
        JOIN pg_class v ON v.oid = r.ev_class AND v.oid <> t.oid
      UNION SELECT 'the foreign key ' || k.conname || ' of ' || k.conrelid::regclass::text FROM t
        JOIN pg_constraint k ON k.contype = 'f' AND t.oid IN (k.conrelid, k.confrelid)
      UNION SELECT 'the trigger ' || g.tgname FROM t
        JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
      UNION SELECT 'the policy ' || p.polname FROM t JOIN pg_policy p ON p.polrelid = t.oid
      UNION SELECT 'the publication ' || p.pubname FROM t
        JOIN pg_publication_rel pr ON pr.prrelid = t.oid
        JOIN pg_publication p ON p.oid = pr.prpubid
      UNION SELECT 'the sequence ' || s.oid::regclass::text FROM t
        JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype = 'a'
        JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      ORDER BY 1
      """;

  /** Each a statement that grants on the second table what is granted on the first. */
  private static final String GRANTS =
      """
      SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, ?::text,
        CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
        CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = ?::regclass
      """;

  private static final String COMMENT =
      """
      SELECT format('COMMENT ON TABLE %s IS %L', ?::text, obj_description(?::regclass, 'pg_class'))
      WHERE obj_description(?::regclass, 'pg_class') IS NOT NULL
      """;

  private ShadowSwap() {}

  /** Why the table cannot be replaced, a sentence each. */
  static List<String> obstacles(PostgresPlan live, PostgresPlan before, Connection session)
      throws SQLException {
    List<String> obstacles = new ArrayList<>();
    if (live.partitioning().isPresent()) {
      obstacles.add("The table " + live + " is split, and the names of its parts would clash.");
    }
    if (Catalog.columns(session, before.schema(), before.table()).isPresent()) {
      obstacles.add("There still is the table " + before + " of an earlier swap: drop it.");
    }
    for (String hanging : texts(OBSTACLES, session, Sql.table(live))) {
      obstacles.add("On " + live + " hangs " + hanging + ", which would stay with the old table.");
    }
    return obstacles;
  }

  static void copyGrants(PostgresPlan from, PostgresPlan to, Connection session)
      throws SQLException {
    run(texts(GRANTS, session, Sql.table(to), Sql.table(from)), session);
  }

  /** By its comment, Tandem knows a table that it made. */
  static void copyComment(PostgresPlan from, PostgresPlan to, Connection session)
      throws SQLException {
    run(texts(COMMENT, session, Sql.table(to), Sql.table(from), Sql.table(from)), session);
  }

  static String rename(PostgresPlan table, PostgresPlan to) {
    return "ALTER TABLE " + Sql.table(table) + " RENAME TO " + Sql.name(to.table());
  }

  private static void run(List<String> statements, Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> texts(String sql, Connection session, String... parameters)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
    }
    return texts;
  }
}
