/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.wire.DeadLetterTopic;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After random changes of all tables, both targets hold what joins in SQL find at the source. */
class JoinPropertyIT {
  private static final int ROUNDS = 3;
  private static final int CHANGES = 250;
  private static final String DOMAINS =
      """
        credit:
          entities:
            payment:
              from: shop.Payments
              lookup:
                loan: {from: shop.Loans, on: LoanId}
                application: {from: shop.Applications, on: loan.ApplicationId}
              fields: {customer_id: application.CustomerId}
              to:
                postgres: {}
                dynamo: {table: Payments, key: {pk: "P#{payment_id}"}}
            loan:
              from: shop.Loans
              lookup: {application: {from: shop.Applications, on: ApplicationId, missing: null}}
              fields: {customer_id: application.CustomerId}
              to:
                postgres: {}
                dynamo: {table: Loans, key: {pk: "L#{loan_id}"}}
            sale:
              from: shop.Sales
              embed:
                lines:
                  from: shop.Lines
                  on: SaleId
                  order_by: Position
                  embed: {taxes: {from: shop.Taxes, on: LineId, as: map, by: Kind}}
              to:
                postgres: {}
                dynamo: {table: Sales, key: {pk: "S#{sale_id}"}}
      """;
  private static final String PAYMENTS =
      "SELECT concat_ws('|', PaymentId, coalesce(p.LoanId, '-'), coalesce(CustomerId, '-'))"
          + " FROM shop.Payments p LEFT JOIN shop.Loans l ON l.LoanId = p.LoanId"
          + " LEFT JOIN shop.Applications a ON a.ApplicationId = l.ApplicationId"
          + " WHERE (p.LoanId IS NULL OR l.LoanId IS NOT NULL)"
          + " AND (l.ApplicationId IS NULL OR a.ApplicationId IS NOT NULL)";
  private static final String LOANS =
      "SELECT concat_ws('|', LoanId, coalesce(l.ApplicationId, '-'), coalesce(CustomerId, '-'))"
          + " FROM shop.Loans l LEFT JOIN shop.Applications a"
          + " ON a.ApplicationId = l.ApplicationId";
  private static final String SALES =
      "SELECT concat_ws('|', s.SaleId, coalesce(place, '-'), coalesce(l.LineId, '-'),"
          + " coalesce(Position, '-'), coalesce(Kind, '-'), coalesce(Rate, '-'))"
          + " FROM shop.Sales s LEFT JOIN (SELECT LineId, SaleId, Position, row_number() OVER"
          + " (PARTITION BY SaleId ORDER BY Position, LineId) AS place FROM shop.Lines) l"
          + " ON l.SaleId = s.SaleId LEFT JOIN shop.Taxes t ON t.LineId = l.LineId";

  private final long seed = Long.getLong("tandem.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir Path folder;

  @Test
  void shouldHoldWhatJoinsAtTheSourceFind() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      shop.mySql(
          "CREATE TABLE shop.Applications (ApplicationId INT PRIMARY KEY, CustomerId INT)",
          "CREATE TABLE shop.Loans (LoanId BIGINT PRIMARY KEY, ApplicationId BIGINT)",
          "CREATE TABLE shop.Payments (PaymentId INT PRIMARY KEY, LoanId INT)",
          "CREATE TABLE shop.Sales (SaleId INT PRIMARY KEY, Buyer INT)",
          "CREATE TABLE shop.Lines (LineId INT PRIMARY KEY, SaleId BIGINT, Position INT)",
          "CREATE TABLE shop.Taxes (LineId INT, Kind VARCHAR(2), Rate INT,"
              + " PRIMARY KEY (LineId, Kind))");
      change(shop);
      Path file = shop.file().with("PARTITIONS", "4").withDomains(DOMAINS).in(folder);
      Pipeline pipeline = ShopPipeline.of(file, shop.environment(), folder.resolve("work"));
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        for (int round = 0; round < ROUNDS; round++) {
          change(shop);
          assertThat(ShopPipeline.differences(pipeline)).as("-Dtandem.seed=%d", seed).isEmpty();
          assertSame(shop, PAYMENTS, "payment_id", "loan_id", "credit.payment", "Payments");
          assertSame(shop, LOANS, "loan_id", "application_id", "credit.loan", "Loans");
          assertThat(salesAtPostgres(shop))
              .as("-Dtandem.seed=%d", seed)
              .isEqualTo(found(shop, SALES));
          assertThat(salesAtDynamo(shop))
              .as("-Dtandem.seed=%d", seed)
              .isEqualTo(found(shop, SALES));
        }
        assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
        running.check();
      }
    }
  }

  private void change(ShopServers shop) throws SQLException {
    String[] statements = new String[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      statements[i] =
          switch (random.nextInt(6)) {
            case 0 -> change("Applications", "ApplicationId", "CustomerId", 8);
            case 1 -> change("Loans", "LoanId", "ApplicationId", 12);
            case 2 -> change("Payments", "PaymentId", "LoanId", 40);
            case 3 -> change("Sales", "SaleId", "Buyer", 10);
            case 4 -> change("Lines", "LineId", random.nextBoolean() ? "SaleId" : "Position", 20);
            default -> tax();
          };
    }
    shop.mySql(statements);
  }

  /** Keys are those of {@code room} rows, and what refers to them does so beyond these. */
  private String change(String table, String key, String column, int room) {
    int row = random.nextInt(room);
    String value = random.nextInt(8) == 0 ? "NULL" : Integer.toString(random.nextInt(14));
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM shop." + table + " WHERE " + key + " = " + row;
      case 1 ->
          "UPDATE IGNORE shop.%s SET %s = %d WHERE %s = %d"
              .formatted(table, key, random.nextInt(room), key, row);
      default ->
          "INSERT INTO shop.%s (%s, %s) VALUES (%d, %s) ON DUPLICATE KEY UPDATE %s = %s"
              .formatted(table, key, column, row, value, column, value);
    };
  }

  private String tax() {
    String row = random.nextInt(20) + ", 'k" + random.nextInt(3) + "'";
    return random.nextInt(4) == 0
        ? "DELETE FROM shop.Taxes WHERE (LineId, Kind) = (" + row + ")"
        : "REPLACE INTO shop.Taxes VALUES (" + row + ", " + random.nextInt(9) + ")";
  }

  private static List<String> found(ShopServers shop, String query) throws SQLException {
    return shop.fromMySql(query).stream().sorted().toList();
  }

  private void assertSame(
      ShopServers shop, String query, String key, String reference, String entity, String items)
      throws Exception {
    List<String> expected = found(shop, query);
    assertThat(expected).isNotEmpty();
    String rows =
        "SELECT concat_ws('|', %s, coalesce(%s::text, '-'), coalesce(customer_id::text, '-')) FROM %s"
            .formatted(key, reference, entity);
    assertThat(shop.postgres(rows).stream().sorted().toList())
        .as("%s, -Dtandem.seed=%d", entity, seed)
        .isEqualTo(expected);
    List<String> found = new ArrayList<>();
    for (JsonNode item : items(shop, items)) {
      found.add(
          number(item.path(key))
              + '|'
              + number(item.path(reference))
              + '|'
              + number(item.path("customer_id")));
    }
    assertThat(found.stream().sorted().toList())
        .as("%s, -Dtandem.seed=%d", items, seed)
        .isEqualTo(expected);
  }

  private static List<String> salesAtPostgres(ShopServers shop) throws SQLException {
    return shop
        .postgres(
            "SELECT concat_ws('|', sale_id, coalesce(place::text, '-'),"
                + " coalesce(line->>'line_id', '-'), coalesce(line->>'position', '-'),"
                + " coalesce(tax.key, '-'), coalesce(tax.value->>'rate', '-')) FROM credit.sale"
                + " LEFT JOIN LATERAL jsonb_array_elements(lines::jsonb) WITH ORDINALITY"
                + " AS l(line, place) ON true"
                + " LEFT JOIN LATERAL jsonb_each(line->'taxes') tax ON true")
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> salesAtDynamo(ShopServers shop) throws Exception {
    List<String> found = new ArrayList<>();
    for (JsonNode item : items(shop, "Sales")) {
      String sale = number(item.path("sale_id"));
      JsonNode lines = item.path("lines").path("L");
      if (lines.isEmpty()) {
        found.add(sale + "|-|-|-|-|-");
      }
      for (int i = 0; i < lines.size(); i++) {
        JsonNode line = lines.get(i).path("M");
        String begin =
            sale
                + '|'
                + (i + 1)
                + '|'
                + number(line.path("line_id"))
                + '|'
                + number(line.path("position"))
                + '|';
        JsonNode taxes = line.path("taxes").path("M");
        if (taxes.isEmpty()) {
          found.add(begin + "-|-");
        }
        taxes
            .properties()
            .forEach(
                tax ->
                    found.add(
                        begin
                            + tax.getKey()
                            + '|'
                            + number(tax.getValue().path("M").path("rate"))));
      }
    }
    return found.stream().sorted().toList();
  }

  /** DynamoDB may spell 10 as 1E+1. */
  private static String number(JsonNode attribute) {
    String text = attribute.path("N").asText("");
    return text.isEmpty() ? "-" : new BigDecimal(text).toPlainString();
  }

  private static JsonNode items(ShopServers shop, String table) throws Exception {
    return new ObjectMapper()
        .readTree(shop.dynamo("Scan", "{\"TableName\": \"" + table + "\"}"))
        .path("Items");
  }
}
