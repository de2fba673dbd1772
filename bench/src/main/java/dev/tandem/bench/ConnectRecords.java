/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.mapping.Naming;
import dev.tandem.model.source.SourceColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The rows as Kafka Connect's JSON converter reads them, with the types that Debezium's source
 * gives the columns by default. The record is the bare row, which costs the sink less than
 * Debezium's envelope.
 */
final class ConnectRecords {
  /** The schema of every row, for the converter's {@code schema.content}. */
  static final String SCHEMA =
      """
      {"type":"struct","optional":false,"fields":[\
      {"field":"order_id","type":"int64","optional":false},\
      {"field":"customer_id","type":"int64","optional":false},\
      {"field":"phone","type":"string","optional":true},\
      {"field":"amount","type":"bytes","name":"org.apache.kafka.connect.data.Decimal","version":1,\
      "parameters":{"scale":"2","connect.decimal.precision":"12"},"optional":false},\
      {"field":"status","type":"string","optional":false},\
      {"field":"created_at","type":"int64","name":"io.debezium.time.MicroTimestamp","version":1,"optional":false},\
      {"field":"updated_at","type":"string","name":"io.debezium.time.ZonedTimestamp","version":1,"optional":false},\
      {"field":"due_date","type":"int32","name":"io.debezium.time.Date","version":1,"optional":true},\
      {"field":"email","type":"string","optional":true},\
      {"field":"is_paid","type":"int16","optional":false},\
      {"field":"token","type":"bytes","optional":false},\
      {"field":"note","type":"string","optional":true}]}""";

  private ConnectRecords() {}

  /** The same schema under the source's own names of columns. */
  static String sourceSchema() {
    String schema = SCHEMA;
    for (SourceColumn column : Orders.TABLE.columns()) {
      String field = "\"field\":\"";
      schema =
          schema.replace(
              field + Naming.SNAKE_CASE.apply(column.name()) + '"', field + column.name() + '"');
    }
    return schema;
  }

  /** A row for a sink that was told the schema. */
  static byte[] bare(Order order) {
    return row(order).getBytes(StandardCharsets.UTF_8);
  }

  /** A row with its schema, the converter's default. */
  static byte[] withSchema(Order order) {
    return ("{\"schema\":" + SCHEMA + ",\"payload\":" + row(order) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String row(Order order) {
    return """
        {"order_id":%d,"customer_id":%d,"phone":%s,"amount":"%s","status":"%s","created_at":%d,\
        "updated_at":"%sZ","due_date":%s,"email":%s,"is_paid":%d,"token":"%s","note":%s}"""
        .formatted(
            order.id(),
            order.customer(),
            Orders.text(order.phone()),
            unscaled(order.amount()),
            order.status(),
            micros(order.createdAt()),
            order.updatedAt(),
            order.dueDate() == null ? null : LocalDate.parse(order.dueDate()).toEpochDay(),
            Orders.text(order.email()),
            order.paid(),
            order.token(),
            Orders.text(order.note()));
  }

  private static String unscaled(String decimal) {
    return Base64.getEncoder()
        .encodeToString(new BigDecimal(decimal).unscaledValue().toByteArray());
  }

  private static long micros(String dateTime) {
    return ChronoUnit.MICROS.between(
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(dateTime));
  }
}
