/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.sqlserver.CaptureInstance;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The roles whose members alone see the changes of capture instances. */
final class Roles {
  private final Map<String, String> byInstance = new HashMap<>();

  Roles(Server server, String database) throws SQLException {
    for (Map<String, String> row :
        server.rows(database, "SELECT capture_instance, role_name FROM cdc.change_tables")) {
      byInstance.put(row.getOrDefault("capture_instance", ""), row.getOrDefault("role_name", ""));
    }
  }

  /** Empty when nobody must be a member of anything. */
  String of(CaptureInstance instance) {
    return byInstance.getOrDefault(instance.name(), "");
  }
}
