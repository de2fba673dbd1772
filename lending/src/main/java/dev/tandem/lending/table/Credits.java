/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import dev.tandem.lending.table.Column.Role;
import java.util.List;

/** The tables of applications and loans. */
final class Credits {
  private static final String[] STATUS = {"active", "overdue", "closed", "written_off"};

  static final Table APPLICATIONS =
      Table.numbered("Applications", "ApplicationId", 120)
          .with("ApplicationNumber", Role.UNIQUE, draw -> "A/" + draw.unique(7))
          .child("CustomerId", Role.PARENT, "Customers")
          .with("ProductCode", Words.of("CAR001", "HOME02", "SME-07", "R4", ""))
          .with("Channel", Numbers.whole(1, 5, Byte.MIN_VALUE, Byte.MAX_VALUE))
          .with(
              "Status",
              Words.of("draft", "submitted", "in_review", "approved", "declined", "withdrawn"))
          .with("RequestedAmount", Numbers.decimal(12, 2, 500, 80_000))
          .with("TermMonths", Numbers.whole(6, 120, 0, 255))
          .with("HouseholdIncome", Numbers.whole(800, 9_000, 0, 16_777_215).orNull(10))
          .with("ScoreFactor", Numbers.floats(-1, 1).orNull(10))
          .with(
              "Documents",
              Words.subset("id_card", "payslip", "tax_return", "bank_statement").orNull(10))
          .with("RiskModel", Documents.json().orNull(50))
          .with("Comments", Words.longText(20_000).orNull(70))
          .with("Fingerprint", Documents.bytes(32).orNull(20))
          .with("CallbackAt", Times.clock().orNull(60))
          .with("DesiredPayout", Times.date(400).orNull(20))
          .with("SubmittedAt", Times.localMicros(2_000).orNull(10))
          .with("DecidedAt", Times.local(2_000).orNull(40))
          .end();

  static final Table LOANS =
      Table.numbered("Loans", "LoanId", 100)
          .with("ContractNumber", Role.UNIQUE, draw -> "LN-" + draw.unique(8))
          .child("ApplicationId", Role.PARENT, "Applications")
          .with("Status", Words.of(STATUS))
          .with("Principal", Numbers.decimal(15, 2, 500, 80_000))
          .with("PaidAmount", Numbers.decimal(15, 2, 0, 500))
          .with("InterestRate", Numbers.decimal(20, 15, 0, 15))
          .with("LedgerBalance", Numbers.decimal(65, 30, -80_000, 80_000).orNull(40))
          .with("IndexFactor", Numbers.doubles(0.5, 2).orNull(20))
          .with("LedgerReference", Numbers.unsignedLong().orNull(20))
          .with("RiskClass", Numbers.whole(1, 9, Byte.MIN_VALUE, Byte.MAX_VALUE).orNull(10))
          .with("DaysOverdue", Numbers.whole(0, 90, Short.MIN_VALUE, Short.MAX_VALUE).orNull(20))
          .with("StartDate", Times.date(2_000))
          .with("EndDate", Times.date(100).orNull(70))
          .with("FirstYear", Times.year().orNull(10))
          .with("SignedAt", Times.instantMicros(2_000).orNull(10))
          .with("Signature", Documents.bytes(3_000).orNull(60))
          .with("Collateral", Documents.json().orNull(60))
          .with("Terms", Words.longText(70_000).orNull(80))
          .rekey(Credits::otherNumber)
          .end();

  static final Table PAYMENTS =
      Table.numbered("Payments", "PaymentId", 40)
          .child("LoanId", Role.PARENT, "Loans")
          .with("PaymentDate", Role.MOVING, Times.date(1_000))
          .with("Amount", Numbers.decimal(15, 2, 10, 2_000))
          .with("Fee", Numbers.decimal(9, 4, 0, 5).orNull(30))
          .with("Currency", Words.of("EUR", "USD", "CHF", ""))
          .with("ExchangeRate", Numbers.floats(0.5, 2).orNull(50))
          .with("PaymentMethod", Words.of("debit", "transfer", "card", "cash"))
          .with("InstallmentNo", Numbers.whole(1, 120, 0, 65_535).orNull(10))
          .with("IsReversal", Numbers.flag(3))
          .with("Flags", Numbers.bits())
          .with("Reference", Words.text(140).orNull(30))
          .with("IdempotencyKey", Role.UNIQUE, Documents.uuid())
          .with("Details", Documents.json().orNull(70))
          .with("BookedAt", Times.localMicros(1_000).orNull(10))
          .rekey(Credits::otherNumber)
          .end();

  static final Table LOAN_STATUS_HISTORY =
      Table.numberedBy("Loans", "LoanStatusHistory", 300)
          .child("LoanId", Role.KEY, "Loans")
          .with("ChangedAt", Role.KEY, Times.distinct(2_000))
          .with("OldStatus", Words.of(STATUS).orNull(20))
          .with("NewStatus", Words.of(STATUS))
          .with("ChangedBy", Words.name(Words.LAST_NAMES, 60).orNull(10))
          .with("Reason", Words.text(2_000).orNull(60))
          .with(
              "DaysInStatus",
              Numbers.whole(0, 900, Integer.MIN_VALUE, Integer.MAX_VALUE).orNull(10))
          .with("Exposure", Numbers.decimal(38, 10, 0, 80_000).orNull(20))
          .rekey(
              (key, draw) ->
                  List.of(
                      key.get(0),
                      (Object)
                          Times.text(
                              draw.now().withNano((int) (draw.number() % 1_000_000) * 1_000))))
          .end();

  private Credits() {}

  /** Now and then below zero, or beyond what a JavaScript number holds exactly. */
  static List<Object> otherNumber(List<Object> key, Draw draw) {
    if (draw.chance(0.1)) {
      return List.of(-draw.number());
    }
    return List.of(draw.chance(0.1) ? Tables.EXOTIC + draw.number() : draw.number());
  }
}
