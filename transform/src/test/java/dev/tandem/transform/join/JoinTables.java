/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.SchemaRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tables of the property test, with the numbers of rows that their keys leave room for. Columns
 * refer to keys of other types, and a key may be a text with commas and quotes.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists and tables are not changed
enum JoinTables {
  CUSTOMERS(4, "id", "id VARCHAR", "name VARCHAR", "note VARCHAR"),
  APPLICATIONS(5, "id", "id INT", "customer_id VARCHAR", "channel VARCHAR", "note VARCHAR"),
  LOANS(6, "tenant,loan_id", "tenant INT", "loan_id BIGINT", "application_id BIGINT", "note INT"),
  PAYMENTS(10, "id", "id INT", "tenant INT", "loan_id INT", "amount INT"),
  ORDERS(6, "id", "id INT", "origin_id BIGINT", "buyer VARCHAR", "note VARCHAR"),
  LINES(9, "id", "id BIGINT", "order_id BIGINT", "position INT", "note VARCHAR"),
  TAXES(9, "id", "id INT", "line_id INT", "kind VARCHAR", "rate INT");

  /** Which table a column refers to, so that its values are of that table's keys. */
  static final Map<String, JoinTables> REFERRED =
      Map.of(
          "customer_id", CUSTOMERS,
          "application_id", APPLICATIONS,
          "origin_id", ORDERS,
          "buyer", CUSTOMERS,
          "order_id", ORDERS,
          "line_id", LINES);

  private final int room;
  private final List<String> key;
  private final SourceTable table;
  private final SchemaRecord schema;

  JoinTables(int room, String key, String... columns) {
    this.room = room;
    this.key = List.of(key.split(","));
    this.table =
        new SourceTable(
            SourceKind.MYSQL,
            TableId.of("shop", name().toLowerCase(java.util.Locale.ROOT)),
            Arrays.stream(columns).map(column -> column(column.split(" "))).toList(),
            this.key);
    this.schema = SchemaRecord.of(table);
  }

  private SourceColumn column(String[] column) {
    int length = column[1].equals("VARCHAR") ? 20 : -1;
    return new SourceColumn(column[0], column[1], length, -1, !key.contains(column[0]), List.of());
  }

  int room() {
    return room;
  }

  List<String> key() {
    return key;
  }

  SchemaRecord schema() {
    return schema;
  }

  TableId id() {
    return table.id();
  }

  List<String> columns() {
    return table.columns().stream().map(SourceColumn::name).toList();
  }

  boolean isText(String column) {
    return table.columns().stream()
        .anyMatch(each -> each.name().equals(column) && each.typeName().equals("VARCHAR"));
  }
}
