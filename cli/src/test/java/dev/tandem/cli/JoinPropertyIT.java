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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After random changes of all tables, of those by cascades and of those while nothing runs, too,
 * both targets hold what joins in SQL find at the source.
 */
class JoinPropertyIT {
  /** Fewer than {@code -Dtandem.join.runs=300}, which takes half an hour. */
  private static final int RUNS = Integer.getInteger("tandem.join.runs", 4);

  private static final int OPERATIONS = 500;
  private static final String DOMAINS =
      """
        credit:
          entities:
            payment:
              from: shop.Payments
              lookup:
                loan: {from: shop.Loans, on: LoanId}
                application: {from: shop.Applications, on: loan.ApplicationId}
                customer: {from: shop.Customers, on: application.CustomerId, missing: null}
              fields:
                customer_id: application.CustomerId
                place: {from: application.CustomerId, default: 0}
                name: customer.Name
              to:
                postgres: {}
                dynamo: {table: Payments, key: {pk: "C#{place}", sk: "P#{payment_id}"}}
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
                items:
                  from: shop.Items
                  on: SaleId
                  order_by: Position
                  embed: {taxes: {from: shop.Taxes, on: ItemId, as: map, by: Kind}}
              to:
                postgres: {}
                dynamo: {table: Sales, key: {pk: "S#{sale_id}"}}
      """;
  private static final String PAYMENTS =
      "SELECT concat_ws('|', PaymentId, coalesce(p.LoanId, '-'), coalesce(a.CustomerId, '-'),"
          + " coalesce(c.Name, '-')) FROM shop.Payments p"
          + " LEFT JOIN shop.Loans l ON l.LoanId = p.LoanId"
          + " LEFT JOIN shop.Applications a ON a.ApplicationId = l.ApplicationId"
          + " LEFT JOIN shop.Customers c ON c.CustomerId = a.CustomerId"
          + " WHERE (p.LoanId IS NULL OR l.LoanId IS NOT NULL)"
          + " AND (l.ApplicationId IS NULL OR a.ApplicationId IS NOT NULL)";
  private static final String LOANS =
      "SELECT concat_ws('|', LoanId, coalesce(l.ApplicationId, '-'), coalesce(CustomerId, '-'))"
          + " FROM shop.Loans l LEFT JOIN shop.Applications a"
          + " ON a.ApplicationId = l.ApplicationId";
  private static final String SALES =
      "SELECT concat_ws('|', s.SaleId, coalesce(place, '-'), coalesce(i.ItemId, '-'),"
          + " coalesce(Position, '-'), coalesce(Kind, '-'), coalesce(Rate, '-'))"
          + " FROM shop.Sales s LEFT JOIN (SELECT ItemId, SaleId, Position, row_number() OVER"
          + " (PARTITION BY SaleId ORDER BY Position, ItemId) AS place FROM shop.Items) i"
          + " ON i.SaleId = s.SaleId LEFT JOIN shop.Taxes t ON t.ItemId = i.ItemId";

  private final long seed = Long.getLong("tandem.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final CreditTables tables = new CreditTables(random.split());

  @TempDir Path folder;
  private ShopServers shop;
  private Pipeline pipeline;

  @BeforeEach
  void startServers() throws Exception {
    shop = ShopServers.start(folder);
    shop.mySql(CreditTables.DDL.toArray(String[]::new));
    Path file = shop.file().with("PARTITIONS", "4").withDomains(DOMAINS).in(folder);
    pipeline = ShopPipeline.of(file, shop.environment(), folder.resolve("work"));
  }

  @AfterEach
  void stopServers() {
    shop.close();
  }

  @Test
  void shouldHoldWhatJoinsAtTheSourceFind() throws Exception {
    change(OPERATIONS);
    for (int run = 0; run < RUNS; ) {
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        do {
          change(OPERATIONS / 2);
          assertInStep(run);
          running.check();
          run++;
        } while (run < RUNS && random.nextInt(3) > 0);
        change(OPERATIONS / 4);
      }
      change(OPERATIONS / 4);
    }
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }

  private void change(int operations) throws SQLException {
    shop.tryAtMySql(tables.changes(operations));
  }

  private void assertInStep(int run) throws Exception {
    String where = "-Dtandem.seed=%d, run %d".formatted(seed, run);
    assertThat(ShopPipeline.differences(pipeline)).as(where).isEmpty();
    assertSame(
        where,
        PAYMENTS,
        "credit.payment",
        "Payments",
        "payment_id",
        "loan_id",
        "customer_id",
        "name");
    assertSame(where, LOANS, "credit.loan", "Loans", "loan_id", "application_id", "customer_id");
    assertThat(salesAtPostgres()).as(where).isEqualTo(found(SALES));
    assertThat(salesAtDynamo()).as(where).isEqualTo(found(SALES));
  }

  private List<String> found(String query) throws SQLException {
    return shop.fromMySql(query).stream().sorted().toList();
  }

  private void assertSame(String where, String query, String entity, String table, String... fields)
      throws Exception {
    List<String> expected = found(query);
    String columns = "coalesce(" + String.join("::text, '-'), coalesce(", fields) + "::text, '-')";
    assertThat(
            shop.postgres("SELECT concat_ws('|', " + columns + ") FROM " + entity).stream()
                .sorted()
                .toList())
        .as("%s, %s", entity, where)
        .isEqualTo(expected);
    List<String> found = new ArrayList<>();
    for (JsonNode item : items(table)) {
      List<String> values = new ArrayList<>();
      for (String field : fields) {
        values.add(value(item.path(field)));
      }
      found.add(String.join("|", values));
    }
    assertThat(found.stream().sorted().toList()).as("%s, %s", table, where).isEqualTo(expected);
  }

  private List<String> salesAtPostgres() throws SQLException {
    return shop
        .postgres(
            "SELECT concat_ws('|', sale_id, coalesce(place::text, '-'),"
                + " coalesce(item->>'item_id', '-'), coalesce(item->>'position', '-'),"
                + " coalesce(tax.key, '-'), coalesce(tax.value->>'rate', '-')) FROM credit.sale"
                + " LEFT JOIN LATERAL jsonb_array_elements(items::jsonb) WITH ORDINALITY"
                + " AS i(item, place) ON true"
                + " LEFT JOIN LATERAL jsonb_each(item->'taxes') tax ON true")
        .stream()
        .sorted()
        .toList();
  }

  private List<String> salesAtDynamo() throws Exception {
    List<String> found = new ArrayList<>();
    for (JsonNode sale : items("Sales")) {
      String id = value(sale.path("sale_id"));
      JsonNode items = sale.path("items").path("L");
      if (items.isEmpty()) {
        found.add(id + "|-|-|-|-|-");
      }
      for (int i = 0; i < items.size(); i++) {
        addTaxes(found, id + '|' + (i + 1), items.get(i).path("M"));
      }
    }
    return found.stream().sorted().toList();
  }

  private static void addTaxes(List<String> found, String place, JsonNode item) {
    String begin =
        String.join("|", place, value(item.path("item_id")), value(item.path("position")));
    JsonNode taxes = item.path("taxes").path("M");
    if (taxes.isEmpty()) {
      found.add(begin + "|-|-");
    }
    taxes
        .properties()
        .forEach(
            tax ->
                found.add(
                    String.join(
                        "|", begin, tax.getKey(), value(tax.getValue().path("M").path("rate")))));
  }

  /** DynamoDB may spell 10 as 1E+1. */
  private static String value(JsonNode attribute) {
    if (attribute.has("S")) {
      return attribute.path("S").asText();
    }
    String number = attribute.path("N").asText("");
    return number.isEmpty() ? "-" : new BigDecimal(number).toPlainString();
  }

  private JsonNode items(String table) throws Exception {
    return new ObjectMapper()
        .readTree(shop.dynamo("Scan", "{\"TableName\": \"" + table + "\"}"))
        .path("Items");
  }
}
