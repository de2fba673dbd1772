/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of entities of several tables, wherever a row was refused. */
class JoinLettersIT {
  private static final String DOMAINS =
      """
        credit:
          entities:
            payment:
              from: shop.Payments
              lookup: {loan: {from: shop.Loans, on: LoanId, missing: dead_letter}}
              fields: {rate: loan.Rate}
              to:
                postgres: {}
                dynamo: {table: Payments, key: {pk: "R#{rate}", sk: "P#{payment_id}"}}
            sale:
              from: shop.Sales
              embed: {lines: {from: shop.Lines, on: SaleId}}
              to: {dynamo: {table: Sales, key: {pk: "S#{sale_id}"}}}
      """;

  @TempDir Path folder;

  @Test
  void shouldBringRowsToTheirTargetsOnceTheCauseIsMended() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given a missing parent, a key without a value, a child that a target refuses
      shop.mySql(
          "CREATE TABLE shop.Loans (LoanId INT PRIMARY KEY, Rate INT)",
          "CREATE TABLE shop.Payments (PaymentId INT PRIMARY KEY, LoanId INT)",
          "CREATE TABLE shop.Sales (SaleId INT PRIMARY KEY)",
          "CREATE TABLE shop.Lines (LineId INT PRIMARY KEY, SaleId INT, Text LONGTEXT)",
          "INSERT INTO shop.Loans VALUES (1, 5), (2, NULL), (3, 7)",
          "INSERT INTO shop.Payments VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 4)",
          "INSERT INTO shop.Sales VALUES (1), (2)",
          "INSERT INTO shop.Lines VALUES (1, 1, REPEAT('x', 300000)), (2, 1, REPEAT('y', 200000)),"
              + " (3, 2, 'z')");
      Path file = shop.file().withDomains(DOMAINS).in(folder);
      Pipeline pipeline = ShopPipeline.of(file, shop.environment(), folder.resolve("work"));
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertThat(ShopPipeline.differences(pipeline)).isNotEmpty();
        assertThat(codes(pipeline))
            .containsExactlyInAnyOrder(
                "E_PARENT", "E_PARENT", "E_DYNAMO_EMPTY_KEY", "E_DYNAMO_ITEM_SIZE");

        // When they are tried though nothing is mended
        assertThat(results(shop, file, 1))
            .containsExactlyInAnyOrder(
                "refused-again", "refused-again", "refused-again", "refused-again");
        assertThat(codes(pipeline)).hasSize(4);

        // When all is mended, at a table beside the row's own each time, or the row goes
        shop.mySql(
            "INSERT INTO shop.Loans VALUES (4, 9)",
            "DELETE FROM shop.Payments WHERE PaymentId = 5",
            "UPDATE shop.Loans SET Rate = 6 WHERE LoanId = 2",
            "DELETE FROM shop.Lines WHERE LineId = 2");

        // Then the rows are there by themselves, and their letters are settled by a retry
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();
        assertThat(results(shop, file, 0))
            .containsExactlyInAnyOrder("applied", "applied", "applied", "deleted");
        assertThat(codes(pipeline)).isEmpty();
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();
        running.check();
      }
    }
  }

  private List<String> results(ShopServers shop, Path file, int status) throws IOException {
    CommandRun run =
        CommandRun.of(
                folder,
                shop.environment(),
                "dead-letters",
                "retry",
                "-f",
                file.toString(),
                "--all",
                "--json")
            .failedInSentences(status);
    List<String> results = new ArrayList<>();
    for (String line : run.out()) {
      if (line.startsWith("{")) {
        results.add(new ObjectMapper().readTree(line).path("result").asText());
      }
    }
    return results;
  }

  private static List<String> codes(Pipeline pipeline) {
    return DeadLetterTopic.read(pipeline.kafka(), pipeline.names()).stream()
        .map(DeadLetter::code)
        .toList();
  }
}
