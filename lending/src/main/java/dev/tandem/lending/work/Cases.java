/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Transactions of the lending business, over several tables. */
final class Cases {
  private static final Table CUSTOMERS = Tables.named("Customers");
  private static final Table SETTINGS = Tables.named("CustomerSettings");
  private static final Table APPLICATIONS = Tables.named("Applications");
  private static final Table LOANS = Tables.named("Loans");
  private static final Table PAYMENTS = Tables.named("Payments");
  private static final Table HISTORY = Tables.named("LoanStatusHistory");
  private static final Table LOGS = Tables.named("IntegrationLogs");
  private static final Table AUDIT = Tables.named("AuditTrail");

  private static final int STATEMENT_ROWS = 500;
  private static final List<Operation> GIVEN_UP =
      List.of(
          Operation.INSERT,
          Operation.UPDATE_COLUMNS,
          Operation.DELETE,
          Operation.CHANGE_KEY,
          Operation.MOVE,
          Operation.SWAP);

  private Cases() {}

  static void grantLoan(Hands hands) throws SQLException {
    Clerk clerk = hands.clerk();
    Optional<Row> customer =
        hands.chance(0.3)
            ? Optional.of(clerk.insert(CUSTOMERS, Optional.empty()))
            : hands.finder().any(CUSTOMERS);
    if (customer.isEmpty()) {
      return;
    }
    clerk.insert(SETTINGS, customer);
    Optional<Row> application = Optional.of(clerk.insert(APPLICATIONS, customer));
    clerk.insert(LOGS, Optional.empty(), hands.between(1, 3));
    Optional<Row> loan = Optional.of(clerk.insert(LOANS, application));
    clerk.insert(HISTORY, loan);
    clerk.insert(AUDIT, Optional.empty());
    clerk.update(customer.get(), hands.values(CUSTOMERS, 2, 0));
  }

  static void takePayment(Hands hands) throws SQLException {
    Optional<Row> loan = hands.finder().any(LOANS);
    if (loan.isEmpty()) {
      return;
    }
    hands.clerk().insert(PAYMENTS, loan);
    hands.clerk().update(loan.get(), hands.values(LOANS, 3, 0));
    if (hands.chance(0.5)) {
      hands.clerk().insert(HISTORY, loan);
    }
    hands.clerk().insert(LOGS, Optional.empty());
    hands.clerk().insert(AUDIT, Optional.empty());
  }

  /** Several changes that are rolled back. */
  static void giveUp(Hands hands) throws SQLException {
    for (int i = hands.between(1, 4); i > 0; i--) {
      hands.pick(GIVEN_UP).run(hands);
    }
    hands.clerk().session().rollbackOnPurpose();
  }

  /** Thousands of rows in one transaction: logs come or, when there are many, go; others change. */
  static void bigTransaction(Hands hands) throws SQLException {
    int half = hands.bigTransactionRows() / 2;
    if (hands.world().fill(LOGS) > 1) {
      hands.clerk().deleteSeveral(LOGS, hands.finder().number(LOGS), half);
    } else {
      for (int left = half; left > 0; left -= STATEMENT_ROWS) {
        hands.clerk().insert(LOGS, Optional.empty(), Math.min(left, STATEMENT_ROWS));
      }
    }
    Column column = hands.pick(PAYMENTS.columns(Column::isFree));
    hands.clerk().updateSeveral(PAYMENTS, column, hands.finder().number(PAYMENTS), half);
  }

  /**
   * As many rows as asked for in one transaction, where the tables are large enough: logs come or,
   * when there are many, go; records of the audit trail change.
   */
  static void bigLoad(Hands hands) throws SQLException {
    int half = hands.bigTransactionRows() / 2;
    int left = hands.bigTransactionRows();
    if (hands.world().fill(LOGS) > 1) {
      left -= hands.clerk().deleteSeveral(LOGS, 1, half);
    } else {
      for (int rows = half; rows > 0; rows -= STATEMENT_ROWS) {
        hands.clerk().insert(LOGS, Optional.empty(), Math.min(rows, STATEMENT_ROWS));
      }
      left -= half;
    }
    Column column = hands.pick(AUDIT.columns(Column::isFree));
    long lowerHalf = Math.max(1, hands.finder().number(AUDIT) / 2);
    hands.clerk().updateSeveral(AUDIT, column, lowerHalf, left);
  }
}
