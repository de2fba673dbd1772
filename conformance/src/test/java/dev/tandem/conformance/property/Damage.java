/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.conformance.DynamoApi;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Spoils one thing at a target, looks, and mends it. */
final class Damage {

  /** Looks at all tables. */
  interface Look {
    List<Difference> now() throws Exception;
  }

  /**
   * What is spoiled.
   *
   * @param column whose value goes; null for the whole row
   */
  record Place(RandomTable table, @Nullable Column column) {}

  private final Connection postgres;
  private final DynamoApi dynamo;
  private final Look look;

  Damage(Connection postgres, DynamoApi dynamo, Look look) {
    this.postgres = postgres;
    this.dynamo = dynamo;
    this.look = look;
  }

  /** What is seen after one row of PostgreSQL has lost the value, or was deleted. */
  List<Difference> inPostgres(Place place) throws Exception {
    String one =
        " WHERE ctid = (SELECT ctid FROM "
            + place.table().postgres()
            + (place.column() == null ? "" : " WHERE " + name(place.column()) + " IS NOT NULL")
            + " LIMIT 1)";
    postgres.setAutoCommit(false);
    try {
      Sql.execute(
          postgres,
          place.column() == null
              ? "DELETE FROM " + place.table().postgres() + one
              : "UPDATE "
                  + place.table().postgres()
                  + " SET "
                  + name(place.column())
                  + " = NULL"
                  + one);
      return look.now();
    } finally {
      postgres.rollback();
      postgres.setAutoCommit(true);
    }
  }

  private static String name(Column column) {
    return Sql.quoted(column.field());
  }

  /** What is seen after one item of DynamoDB has lost the value, or was deleted. */
  List<Difference> inDynamo(Place place) throws Exception {
    String table = place.table().dynamo();
    JsonNode item =
        dynamo.items(table).stream()
            .filter(one -> place.column() == null || one.has(place.column().field()))
            .findFirst()
            .orElseThrow();
    if (place.column() == null) {
      dynamo.delete(table, item);
    } else {
      ObjectNode poorer = item.deepCopy();
      poorer.remove(place.column().field());
      dynamo.put(table, poorer);
    }
    try {
      return look.now();
    } finally {
      dynamo.put(table, item);
    }
  }

  /** A column that may be NULL and is not so everywhere, or empty when there is none. */
  Optional<Place> value(List<RandomTable> tables) throws Exception {
    for (RandomTable table : tables) {
      for (Column column : table.columns()) {
        boolean isFree = column.isNullable() && !table.key().contains(column);
        if (isFree && has(table, " WHERE " + name(column) + " IS NOT NULL")) {
          return Optional.of(new Place(table, column));
        }
      }
    }
    return Optional.empty();
  }

  /** A table that has rows. */
  Optional<Place> row(List<RandomTable> tables) throws Exception {
    for (RandomTable table : tables) {
      if (has(table, "")) {
        return Optional.of(new Place(table, null));
      }
    }
    return Optional.empty();
  }

  private boolean has(RandomTable table, String where) throws Exception {
    return !Sql.rows(postgres, "SELECT 1 FROM " + table.postgres() + where + " LIMIT 1").isEmpty();
  }
}
