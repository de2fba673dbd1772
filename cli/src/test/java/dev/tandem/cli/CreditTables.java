/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Customers → applications → loans → payments, and sales → lines → taxes: some with foreign keys
 * that cascade, some without any, whose rows may come before the row that they refer to.
 */
final class CreditTables {
  static final List<String> DDL =
      List.of(
          "CREATE TABLE shop.Customers (CustomerId INT PRIMARY KEY, Name VARCHAR(10))",
          "CREATE TABLE shop.Applications (ApplicationId INT PRIMARY KEY, CustomerId INT,"
              + " FOREIGN KEY (CustomerId) REFERENCES Customers (CustomerId)"
              + " ON DELETE SET NULL ON UPDATE CASCADE)",
          "CREATE TABLE shop.Loans (LoanId BIGINT PRIMARY KEY, ApplicationId INT,"
              + " FOREIGN KEY (ApplicationId) REFERENCES Applications (ApplicationId)"
              + " ON DELETE CASCADE ON UPDATE CASCADE)",
          "CREATE TABLE shop.Payments (PaymentId INT PRIMARY KEY, LoanId INT)",
          "CREATE TABLE shop.Sales (SaleId INT PRIMARY KEY, CustomerId BIGINT)",
          "CREATE TABLE shop.Items (ItemId INT PRIMARY KEY, SaleId INT, Position INT,"
              + " FOREIGN KEY (SaleId) REFERENCES Sales (SaleId)"
              + " ON DELETE CASCADE ON UPDATE CASCADE)",
          "CREATE TABLE shop.Taxes (ItemId INT, Kind VARCHAR(2), Rate INT,"
              + " PRIMARY KEY (ItemId, Kind), FOREIGN KEY (ItemId) REFERENCES Items (ItemId)"
              + " ON DELETE CASCADE ON UPDATE CASCADE)");

  private static final int MOST_PER_TRANSACTION = 4;

  private final SplittableRandom random;

  CreditTables(SplittableRandom random) {
    this.random = random;
  }

  /** So many changes, in transactions of which some are taken back. */
  List<String> changes(int count) {
    List<String> statements = new ArrayList<>();
    for (int made = 0; made < count; ) {
      statements.add("START TRANSACTION");
      for (int i = random.nextInt(MOST_PER_TRANSACTION); i >= 0; i--) {
        statements.add(change());
        made++;
      }
      statements.add(random.nextInt(10) == 0 ? "ROLLBACK" : "COMMIT");
    }
    return statements;
  }

  private String change() {
    return switch (random.nextInt(7)) {
      case 0 -> change("Customers", "CustomerId", 8, "Name", "'n" + random.nextInt(9) + "'");
      case 1 -> change("Applications", "ApplicationId", 12, "CustomerId", reference(9));
      case 2 -> change("Loans", "LoanId", 16, "ApplicationId", reference(13));
      case 3 -> change("Payments", "PaymentId", 40, "LoanId", reference(18));
      case 4 -> change("Sales", "SaleId", 10, "CustomerId", reference(9));
      case 5 ->
          random.nextBoolean()
              ? change("Items", "ItemId", 20, "SaleId", reference(11))
              : change("Items", "ItemId", 20, "Position", reference(5));
      default -> tax();
    };
  }

  private String reference(int room) {
    return random.nextInt(8) == 0 ? "NULL" : Integer.toString(random.nextInt(room));
  }

  /** Some of them are forbidden by a constraint. */
  private String change(String table, String key, int room, String column, String value) {
    int row = random.nextInt(room);
    return switch (random.nextInt(6)) {
      case 0 -> "DELETE FROM shop.%s WHERE %s = %d".formatted(table, key, row);
      case 1 ->
          "UPDATE shop.%s SET %s = %d WHERE %s = %d"
              .formatted(table, key, random.nextInt(room), key, row);
      default ->
          "INSERT INTO shop.%s (%s, %s) VALUES (%d, %s) ON DUPLICATE KEY UPDATE %s = %s"
              .formatted(table, key, column, row, value, column, value);
    };
  }

  private String tax() {
    String key = random.nextInt(20) + ", 'k" + random.nextInt(3) + "'";
    int rate = random.nextInt(9);
    return random.nextInt(4) == 0
        ? "DELETE FROM shop.Taxes WHERE (ItemId, Kind) = (" + key + ")"
        : "INSERT INTO shop.Taxes VALUES (%s, %d) ON DUPLICATE KEY UPDATE Rate = %d"
            .formatted(key, rate, rate);
  }
}
