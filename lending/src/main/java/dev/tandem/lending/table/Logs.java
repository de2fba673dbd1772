/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import dev.tandem.lending.table.Column.Role;
import java.util.List;

/** The tables that only grow, in theory. */
final class Logs {
  static final Table INTEGRATION_LOGS =
      Table.numbered("IntegrationLogs", "LogId", 30)
          .with("ApplicationId", ((Values) draw -> draw.anyOf("Applications")).orNull(15))
          .with("ServiceName", Role.MOVING, draw -> draw.pick(Words.SERVICES))
          .with("LogTimestamp", Role.MOVING, Times.recent())
          .with("LogType", Words.of("REQUEST", "RESPONSE", "ERROR", "TRACE"))
          .with(
              "CorrelationId",
              ((Values) draw -> draw.letters(8) + '-' + draw.letters(12)).orNull(20))
          .with("IsSuccess", Numbers.flag(92).orNull(8))
          .with("StatusCode", Numbers.whole(200, 599, 0, 65_535).orNull(10))
          .with("DurationMs", Numbers.modestDoubles(0.1, 3_000).orNull(10))
          .with("TraceNumber", Numbers.unsignedLong().orNull(20))
          .with("RequestData", Documents.json().orNull(40))
          .with("ResponseData", Words.longText(70_000).orNull(70))
          .with("ErrorMessage", Words.text(4_000).orNull(80))
          .with("Payload", Documents.bytes(4_000).orNull(70))
          .rekey(Credits::otherNumber)
          .end();

  static final Table AUDIT_TRAIL =
      Table.numberedBy("Loans", "AuditTrail", 290)
          .with("RecordId", Role.KEY, draw -> draw.anyOf("Loans"))
          .with("RecordType", Role.KEY, Words.of("Loan", "Application", "Kunde", "платёж"))
          .with("SequenceNo", Role.KEY, Draw::number)
          .with("Action", Words.of("insert", "update", "delete", "login"))
          .with("UserName", Words.name(Words.FIRST_NAMES, 60).orNull(20))
          .with("ClientAddress", Documents.address().orNull(20))
          .with("Severity", Numbers.whole(0, 5, Byte.MIN_VALUE, Byte.MAX_VALUE))
          .with("Tags", Words.subset("gdpr", "fraud", "manual", "batch"))
          .with("OldValues", Documents.json().orNull(60))
          .with("NewValues", Documents.json().orNull(20))
          .with("ElapsedSeconds", Numbers.doubles(0, 60).orNull(20))
          .with("OccurredAt", Times.localMicros(300))
          .rekey((key, draw) -> List.of(key.get(0), key.get(1), draw.number()))
          .end();

  private Logs() {}
}
