/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotIT {
  @TempDir Path folder;

  @Test
  void shouldBeReadByTheRealConnector() {
    try (SqlServerDouble server = SqlServerDouble.start()) {
      Db db = server.database("testDB");
      db.table("dbo.customers")
          .column("id", "int")
          .column("name", "nvarchar(50)")
          .pk("id")
          .create();
      db.insert("customers", 1, "Zoë");
      db.enableCdc("customers");
      try (Debezium debezium = Debezium.start(server, folder, "testDB", Map.of())) {
        assertThat(debezium.awaitChanges(1).get(0).after().path("name").asText()).isEqualTo("Zoë");
        db.insert("customers", 2, "Max");
        db.update("customers", 2, Map.of("name", "Moritz"));
        db.delete("customers", 2);
        assertThat(debezium.awaitChanges(4))
            .extracting(Debezium.Event::op)
            .containsExactly("r", "c", "u", "d");
      }
      assertThat(server.unhandled()).isEmpty();
    }
  }
}
