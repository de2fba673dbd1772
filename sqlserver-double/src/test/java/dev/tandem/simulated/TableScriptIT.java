/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.simulated.value.SqlServerError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables out of the script for a real server. */
class TableScriptIT {
  private static final String SCRIPT =
      """
      IF DB_ID(N'shop') IS NULL CREATE DATABASE shop;
      GO
      -- CREATE TABLE dbo.nothing (id int)
      CREATE TABLE dbo.orders (
        id        bigint IDENTITY(1, 1) NOT NULL,
        code      char(3) COLLATE Latin1_General_CI_AS NOT NULL CONSTRAINT df_code DEFAULT 'it''s',
        net       decimal(10, 2) NOT NULL,
        tax       decimal(10, 2) NULL DEFAULT (0),
        gross     AS (net + ISNULL(tax, 0)) PERSISTED,
        note      nvarchar(max) NULL DEFAULT N'né',
        made      datetime2(3) NOT NULL DEFAULT (sysutcdatetime()),
        version   rowversion NOT NULL,
        CONSTRAINT pk PRIMARY KEY CLUSTERED (code, id),
        CONSTRAINT ux UNIQUE (note),
        CONSTRAINT fk FOREIGN KEY (id) REFERENCES dbo.other (id),
        CHECK (net > (0) AND code IN ('a', 'b'))
      );
      EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'orders', @role_name = NULL;
      CREATE TABLE log (line nvarchar(20))
      """;

  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @Test
  void shouldMakeTheTablesOfAScript() throws SQLException {
    // When
    fresh.db().createTables(SCRIPT);

    // Then
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO orders (code, net) VALUES ('abc', 1.5)");
      statement.execute("INSERT INTO orders (code, net, tax, note) VALUES ('abc', 2, 0.25, NULL)");
      try (ResultSet rows =
          statement.executeQuery("SELECT id, gross, tax, note FROM orders ORDER BY id")) {
        List<String> read = new ArrayList<>();
        while (rows.next()) {
          read.add(
              rows.getInt(1)
                  + " "
                  + rows.getString(2)
                  + " "
                  + rows.getString(3)
                  + " "
                  + rows.getString(4));
        }
        assertThat(read).containsExactly("1 1.50 0.00 né", "2 2.25 0.25 null");
      }
      try (ResultSet keys = connection.getMetaData().getPrimaryKeys("testDB", "dbo", "orders")) {
        assertThat(keys.next()).isTrue();
      }
      try (ResultSet unique =
          statement.executeQuery(
              "SELECT i.name FROM sys.indexes AS i WHERE i.is_unique = 1 AND i.name = 'ux'")) {
        assertThat(unique.next()).isTrue();
      }
    }
    assertThat(fresh.db().rows("log")).isEmpty();
  }

  @Test
  void shouldRefuseADefinitionThatItCannotRead() {
    String sparse = "CREATE TABLE t (id int, tag int SPARSE)";
    assertThat(
            catchThrowableOfType(SqlServerError.class, () -> fresh.db().createTables(sparse))
                .isNotImitated())
        .isTrue();
  }
}
