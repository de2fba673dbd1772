/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalPostgres;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LendingPostgresIT {
  @TempDir Path folder;

  @Test
  void shouldHaveAColumnForEachFieldOfACustomerAndItsVersion() throws Exception {
    // Given
    EntitySchema customer = customer();
    List<String> expected =
        new ArrayList<>(customer.fields().stream().map(EntityField::name).toList());
    expected.add("_version");

    // When
    List<String> columns = new ArrayList<>();
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"));
        Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      for (String sql : LendingSchema.statements(LendingSchema.postgresDdl())) {
        statement.execute(sql);
      }
      try (ResultSet result =
          statement.executeQuery(
              "SELECT column_name FROM information_schema.columns WHERE table_schema = 'lending'")) {
        while (result.next()) {
          columns.add(result.getString(1));
        }
      }
    }

    // Then
    assertThat(columns).containsExactlyInAnyOrderElementsOf(expected);
  }

  private EntitySchema customer() throws Exception {
    TableId customers = TableId.of(LendingSchema.DATABASE, "Customers");
    EntityPlan plan = LendingPipeline.read(SourceKind.MYSQL, folder).mapping().of(customers).get(0);
    try (TestLending mysql = TestLending.start(folder.resolve("mysql"))) {
      LendingSchema.create(mysql.server());
      try (MySqlReader reader = new MySqlReader(mysql.source())) {
        return EntityMapper.compile(plan, reader.table(customers)).schema();
      }
    }
  }
}
