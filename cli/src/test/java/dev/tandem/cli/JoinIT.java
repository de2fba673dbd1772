/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities of several tables, on real servers. */
class JoinIT {
  private static final String DOMAINS =
      """
        credit:
          entities:
            payment:
              from: shop.Payments
              lookup:
                loan: {from: shop.Loans, on: LoanId}
                application: {from: shop.Applications, on: loan.ApplicationId}
              fields:
                customer_id: application.CustomerId
                channel: application.Channel
              to: {postgres: {}}
            payment_item:
              from: shop.Payments
              lookup:
                loan: {from: shop.Loans, on: loan_id}
                application: {from: shop.Applications, on: loan.application_id}
              fields: {customer_id: application.customer_id}
              where: "customer_id != null"
              to:
                dynamo: {table: Payments, key: {pk: "C#{customer_id}", sk: "P#{payment_id}"}}
            note:
              from: shop.Notes
              lookup: {loan: {from: shop.Loans, on: LoanId, missing: dead_letter}}
              fields: {application_id: loan.ApplicationId}
              to: {postgres: {}}
            maybe:
              from: shop.Notes
              lookup: {loan: {from: shop.Loans, on: LoanId, missing: null}}
              fields: {application_id: loan.ApplicationId}
              to: {postgres: {}}
            loan: {from: shop.Loans, to: {postgres: {}}}
        sales:
          entities:
            order:
              from: shop.Sales
              embed:
                lines:
                  from: shop.Lines
                  on: SaleId
                  order_by: Position
                  drop: [SaleId]
                  embed:
                    taxes: {from: shop.Taxes, on: LineId, as: map, by: Kind, drop: [LineId, TaxId]}
              to:
                postgres: {}
                dynamo: {table: Sales, key: {pk: "S#{sale_id}", sk: "S"}}
      """;

  @TempDir Path folder;

  @Test
  void shouldMakeOneRowOfRowsOfSeveralTables() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given
      shop.mySql(
          "CREATE TABLE shop.Applications (ApplicationId INT PRIMARY KEY, CustomerId INT NOT NULL,"
              + " Channel VARCHAR(9))",
          "CREATE TABLE shop.Loans (LoanId BIGINT PRIMARY KEY, ApplicationId INT)",
          "CREATE TABLE shop.Payments (PaymentId INT PRIMARY KEY, LoanId INT, Amount DECIMAL(9,2))",
          "CREATE TABLE shop.Notes (NoteId INT PRIMARY KEY, LoanId INT)",
          "CREATE TABLE shop.Sales (SaleId INT PRIMARY KEY, Name VARCHAR(9))",
          "CREATE TABLE shop.Lines (LineId INT PRIMARY KEY, SaleId INT, Position INT, Price"
              + " DECIMAL(9,2))",
          "CREATE TABLE shop.Taxes (TaxId INT PRIMARY KEY, LineId INT, Kind VARCHAR(9), Rate"
              + " DECIMAL(5,3))",
          "INSERT INTO shop.Applications VALUES (1, 10, 'web'), (2, 20, NULL)",
          "INSERT INTO shop.Loans VALUES (1, 1), (2, 2), (3, NULL)",
          "INSERT INTO shop.Payments VALUES (1, 1, 1.5), (2, 2, 2), (3, 3, 3), (4, 9, 4), (5, NULL,"
              + " 5)",
          "INSERT INTO shop.Notes VALUES (1, 1), (2, 9)",
          "INSERT INTO shop.Sales VALUES (1, 'a'), (2, 'b')",
          "INSERT INTO shop.Lines VALUES (1, 1, 2, 1.50), (2, 1, 1, 2.50), (3, 2, 1, 3), (4, 7, 1,"
              + " 4)",
          "INSERT INTO shop.Taxes VALUES (1, 1, 'vat', 0.19), (2, 1, 'eco', 0.01)");
      Path file = shop.file().withDomains(DOMAINS).in(folder);
      Pipeline pipeline = ShopPipeline.of(file, shop.environment(), folder.resolve("work"));
      assertThat(pipeline.sourceProblems()).isEmpty();
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();
        assertThat(payments(shop)).containsExactly("1|1|10|web", "2|2|20|", "3|3||", "5|||");
        assertThat(shop.postgres("SELECT note_id::text FROM credit.note")).containsExactly("1");
        assertThat(
                shop.postgres(
                    "SELECT note_id||'|'||coalesce(application_id::text,'') FROM credit.maybe ORDER BY 1"))
            .containsExactly("1|1", "2|");
        assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names()))
            .extracting(DeadLetter::code, DeadLetter::field, DeadLetter::entity)
            .containsOnly(tuple("E_PARENT", "application_id", "credit.note"));
        assertThat(shop.postgres("SELECT lines::text FROM sales.order ORDER BY sale_id"))
            .containsExactly(
                "[{\"price\": 2.50, \"taxes\": {}, \"line_id\": 2, \"position\": 1}, {\"price\": 1.50,"
                    + " \"taxes\": {\"eco\": {\"kind\": \"eco\", \"rate\": 0.010}, \"vat\":"
                    + " {\"kind\": \"vat\", \"rate\": 0.190}}, \"line_id\": 1, \"position\": 2}]",
                "[{\"price\": 3.00, \"taxes\": {}, \"line_id\": 3, \"position\": 1}]");

        // When
        shop.mySql(
            "INSERT INTO shop.Loans VALUES (9, 2)",
            "UPDATE shop.Applications SET CustomerId = 11 WHERE ApplicationId = 1",
            "UPDATE shop.Payments SET LoanId = 1 WHERE PaymentId = 2",
            "UPDATE shop.Loans SET ApplicationId = 1 WHERE LoanId = 3",
            "UPDATE shop.Lines SET SaleId = 2 WHERE LineId = 1",
            "DELETE FROM shop.Taxes WHERE TaxId = 2",
            "INSERT INTO shop.Sales VALUES (7, 'late')",
            "DELETE FROM shop.Sales WHERE SaleId = 1",
            "INSERT INTO shop.Sales VALUES (1, 'again')",
            "UPDATE shop.Payments SET PaymentId = 50 WHERE PaymentId = 5",
            "DELETE FROM shop.Loans WHERE LoanId = 2",
            "UPDATE shop.Payments SET LoanId = 2 WHERE PaymentId = 1");

        // Then
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();
        assertThat(payments(shop)).containsExactly("2|1|11|web", "3|3|11|web", "4|9|20|", "50|||");
        assertThat(
                shop.postgres(
                    "SELECT sale_id||'|'||name||'|'||jsonb_array_length(lines) FROM sales.order"
                        + " ORDER BY sale_id"))
            .containsExactly("1|again|1", "2|b|2", "7|late|1");
        String items = shop.dynamo("Scan", "{\"TableName\": \"Payments\"}");
        assertThat(items).contains("C#11", "C#20").doesNotContain("C#10");
        running.check();
      }
    }
  }

  private static List<String> payments(ShopServers shop) throws SQLException {
    return shop.postgres(
        "SELECT concat_ws('|', payment_id, coalesce(loan_id::text,''),"
            + " coalesce(customer_id::text,''), coalesce(channel,'')) FROM credit.payment ORDER BY"
            + " payment_id");
  }
}
