/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of twelve columns, and changes of it as Debezium 3.6 writes them. */
final class Orders {
  /** The table as the catalogue declares it. */
  static final SourceTable TABLE = table(column("Note", "VARCHAR", 255, -1, true));

  /** The same with room for long notes. */
  static final SourceTable WIDE = table(column("Note", "LONGTEXT", -1, -1, true));

  private Orders() {}

  private static SourceTable table(SourceColumn note) {
    return new SourceTable(
        SourceKind.MYSQL,
        TableId.of("shop", "Orders"),
        List.of(
            column("OrderId", "BIGINT", -1, -1, false),
            column("CustomerId", "BIGINT", -1, -1, false),
            column("Phone", "VARCHAR", 40, -1, true),
            column("Amount", "DECIMAL", 12, 2, false),
            column("Status", "CHAR", 1, -1, false),
            column("CreatedAt", "DATETIME", 6, -1, false),
            column("UpdatedAt", "TIMESTAMP", 6, -1, false),
            column("DueDate", "DATE", -1, -1, true),
            column("Email", "VARCHAR", 120, -1, true),
            column("IsPaid", "TINYINT", -1, -1, false),
            column("Token", "BINARY", 16, -1, false),
            note),
        List.of("OrderId"));
  }

  private static SourceColumn column(
      String name, String type, int length, int scale, boolean nullable) {
    return new SourceColumn(name, type, length, scale, nullable, List.of());
  }

  /** That many values of raw records, an insert and an update by turns, the same in every run. */
  static List<byte[]> changes(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                number % 2 == 0
                    ? insert(Order.of(0, number, 0), number)
                    : update(Order.of(0, number, 0), Order.of(0, number, 1), number))
        .toList();
  }

  /**
   * The value of the raw record that tells of an insert.
   *
   * @param number tells its position in the log from others
   */
  static byte[] insert(Order row, int number) {
    return envelope("null", row(row), "c", number);
  }

  /** The value of the raw record that tells of an update. */
  static byte[] update(Order before, Order after, int number) {
    return envelope(row(before), row(after), "u", number);
  }

  private static String row(Order order) {
    return """
        {"OrderId":%d,"CustomerId":%d,"Phone":%s,"Amount":"%s","Status":"%s",\
        "CreatedAt":"%sZ","UpdatedAt":"%sZ","DueDate":%s,"Email":%s,"IsPaid":%d,"Token":"%s",\
        "Note":%s}"""
        .formatted(
            order.id(),
            order.customer(),
            text(order.phone()),
            order.amount(),
            order.status(),
            order.createdAt(),
            order.updatedAt(),
            text(order.dueDate() == null ? null : order.dueDate() + "Z"),
            text(order.email()),
            order.paid(),
            order.token(),
            text(order.note()));
  }

  /** A string of JSON; none of ours holds what would have to be escaped. */
  static String text(@Nullable String value) {
    return value == null ? "null" : '"' + value + '"';
  }

  private static byte[] envelope(String before, String after, String op, int number) {
    return """
        {"before":%s,"after":%s,"source":{"version":"3.6.1.Final","connector":"mysql","name":"shop",\
        "ts_ms":1732056580566,"snapshot":"false","db":"shop","sequence":null,\
        "ts_us":1732056580566254,"ts_ns":1732056580566254000,"table":"Orders","server_id":1,\
        "gtid":"6e1d1b4e-a6a5-11ef-9d0f-0242ac110002:%d","file":"binlog.000002","pos":%d,"row":0,\
        "thread":11,"query":null},"transaction":null,"op":"%s","ts_ms":1732056580601,\
        "ts_us":1732056580601213,"ts_ns":1732056580601213457}"""
        .formatted(before, after, 1_000 + number, 4_096L + 700L * number, op)
        .getBytes(StandardCharsets.UTF_8);
  }
}
