/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.local.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A clean tandem.yaml on local servers, single values of which a test replaces.
 *
 * @param domains what follows {@code domains:}
 */
record ShopFile(Map<String, String> values, String domains) {
  private static final String SERVERS =
      """
      name: NAME
      source:
        mysql: {host: 127.0.0.1, port: MYSQL_PORT, user: MYSQL_USER, password: "${MYSQL_PASSWORD}", databases: [shop]}
      kafka: {bootstrap: "BOOTSTRAP", partitions: PARTITIONS}
      targets:
        postgres: {url: "PG_URL", user: PG_USER, password: "${PG_PASSWORD}", writers: WRITERS, create: true}
        dynamo: {region: eu-central-1, endpoint: "DYNAMO", access_key: tandem, secret_key: tandem, create: true}
      domains:
      """;

  private static final String TWO_TABLES =
      """
        sales:
          entities:
            orders: {from: shop.TABLE, to: {postgres: {}}}
            log:
              from: shop.Log
              to:
                dynamo:
                  table: Log
                  key: {pk: "{day}", sk: "{id}"}
                  indexes: {gsi1: {pk: "O#{order_id}", sk: "{id}"}}
      """;

  ShopFile {
    values = Map.copyOf(values);
  }

  static ShopFile on(LocalServers servers) {
    return new ShopFile(
        Map.ofEntries(
            Map.entry("NAME", "shop"),
            Map.entry("PARTITIONS", "2"),
            Map.entry("WRITERS", "1"),
            Map.entry("MYSQL_PORT", Integer.toString(servers.mySql().port())),
            Map.entry("MYSQL_USER", servers.mySql().user()),
            Map.entry("BOOTSTRAP", servers.kafka().bootstrapServers()),
            Map.entry("PG_URL", servers.postgres().jdbcUrl()),
            Map.entry("PG_USER", servers.postgres().user()),
            Map.entry("DYNAMO", servers.dynamo().endpoint().toString()),
            Map.entry("TABLE", "Orders")),
        TWO_TABLES);
  }

  /** The same servers, and other domains. */
  ShopFile withDomains(String others) {
    return new ShopFile(values, others);
  }

  ShopFile with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new ShopFile(changed, domains);
  }

  Path in(Path folder) {
    String text = SERVERS + domains;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replaceAll("(?<!\\{)\\b" + value.getKey() + "\\b", value.getValue());
    }
    try {
      return Files.writeString(folder.resolve("tandem.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
