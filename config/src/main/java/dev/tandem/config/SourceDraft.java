/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.Place;
import dev.tandem.model.mapping.TablePattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The source as it was read, of which any part may be missing.
 *
 * @param fields the keys below {@code mysql} or {@code sqlserver}
 */
record SourceDraft(Product product, Fields fields) {

  /** Empty as long as it is not clear which product it is. */
  static Optional<SourceDraft> of(Fields root) {
    Optional<Fields> source = root.find(RootKeys.SOURCE);
    Optional<SourceDraft> mysql = of(source, Product.MYSQL, MySqlKeys.MYSQL);
    Optional<SourceDraft> sqlServer = of(source, Product.SQL_SERVER, SqlServerKeys.SQL_SERVER);
    boolean both =
        source
            .filter(keys -> keys.isGiven(MySqlKeys.MYSQL))
            .filter(keys -> keys.isGiven(SqlServerKeys.SQL_SERVER))
            .isPresent();
    return both ? Optional.empty() : mysql.or(() -> sqlServer);
  }

  private static Optional<SourceDraft> of(
      Optional<Fields> source, Product product, Key<Fields> key) {
    return source.flatMap(keys -> keys.find(key)).map(fields -> new SourceDraft(product, fields));
  }

  private Key<List<Located<String>>> databasesKey() {
    return switch (product) {
      case MYSQL -> MySqlKeys.DATABASES;
      case SQL_SERVER -> SqlServerKeys.DATABASES;
    };
  }

  /** The captured databases; empty when they cannot be used. */
  Optional<Set<String>> databases() {
    return fields
        .find(databasesKey())
        .map(
            databases -> {
              Set<String> names = new LinkedHashSet<>();
              databases.forEach(database -> names.add(database.value()));
              return names;
            });
  }

  /** The table of the heartbeat; empty without one, or when it cannot be used. */
  Optional<Located<TablePattern>> heartbeat() {
    return fields
        .find(HeartbeatKeys.HEARTBEAT)
        .flatMap(
            keys ->
                keys.find(HeartbeatKeys.TABLE)
                    .map(
                        table ->
                            new Located<>(
                                table.orIn(product.schema()), keys.place(HeartbeatKeys.TABLE))));
  }

  /** Where the captured databases are listed. */
  Place databasesPlace() {
    return fields.place(databasesKey());
  }
}
