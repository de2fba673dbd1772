/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The records that are measured: a table of twelve columns, and changes of it as Debezium 3.6
 * writes them, an insert and an update by turns. No two rows are alike, so that nothing is cheap
 * for being met again.
 */
final class Orders {
  /** The table as the catalogue declares it. */
  static final SourceTable TABLE =
      new SourceTable(
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
              column("Note", "VARCHAR", 255, -1, true)),
          List.of("OrderId"));

  private static final String NOTE =
      "Please leave the parcel with the neighbours on the second floor and ring twice.";

  private Orders() {}

  private static SourceColumn column(
      String name, String type, int length, int scale, boolean nullable) {
    return new SourceColumn(name, type, length, scale, nullable, List.of());
  }

  /** That many values of raw records, the same in every run. */
  static List<byte[]> changes(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> number % 2 == 0 ? insert(number) : update(number))
        .map(json -> json.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String insert(int number) {
    return envelope("null", row(number, 0), "c", number);
  }

  private static String update(int number) {
    return envelope(row(number, 0), row(number, 1), "u", number);
  }

  /**
   * An update changes the status, the time, the amount and the flag. Every ninth phone number is
   * spelled in a way that {@code e164} leaves to libphonenumber as a whole.
   */
  private static String row(int number, int state) {
    Random random = new Random(number);
    byte[] token = new byte[16];
    random.nextBytes(token);
    int second = random.nextInt(60);
    return """
        {"OrderId":%d,"CustomerId":%d,"Phone":"%s %07d","Amount":"%d.%02d","Status":"%s",\
        "CreatedAt":"2024-11-%02dT22:49:%02d.%06dZ","UpdatedAt":"2024-12-%02dT07:%02d:%02d.%06dZ",\
        "DueDate":"2025-01-%02dZ","Email":"Jane.Doe%d@Example.com ","IsPaid":%d,"Token":"%s",\
        "Note":"%s"}"""
        .formatted(
            10_000_000_000L + number,
            200_000L + random.nextInt(100_000),
            number % 9 == 8 ? "0049 30" : "030",
            2_000_000 + random.nextInt(7_000_000),
            random.nextInt(100_000) + state,
            random.nextInt(100),
            state == 0 ? "O" : "C",
            1 + random.nextInt(30),
            second,
            random.nextInt(1_000_000),
            1 + random.nextInt(30),
            30 + state,
            second,
            random.nextInt(1_000_000),
            1 + random.nextInt(30),
            random.nextInt(1_000_000),
            state,
            Base64.getEncoder().encodeToString(token),
            NOTE.substring(random.nextInt(20)));
  }

  private static String envelope(String before, String after, String op, int number) {
    return """
        {"before":%s,"after":%s,"source":{"version":"3.6.1.Final","connector":"mysql","name":"shop",\
        "ts_ms":1732056580566,"snapshot":"false","db":"shop","sequence":null,\
        "ts_us":1732056580566254,"ts_ns":1732056580566254000,"table":"Orders","server_id":1,\
        "gtid":"6e1d1b4e-a6a5-11ef-9d0f-0242ac110002:%d","file":"binlog.000002","pos":%d,"row":0,\
        "thread":11,"query":null},"transaction":null,"op":"%s","ts_ms":1732056580601,\
        "ts_us":1732056580601213,"ts_ns":1732056580601213457}"""
        .formatted(before, after, 1_000 + number, 4_096L + 700L * number, op);
  }
}
