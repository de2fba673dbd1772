/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlType;
import java.util.ArrayList;
import java.util.List;

/** What {@code DatabaseMetaData.getColumns} tells of a table, in the driver's own order. */
final class ColumnDescriptions {
  static final List<Column> COLUMNS =
      Columns.of(
          "TABLE_CAT sysname",
          "TABLE_SCHEM sysname",
          "TABLE_NAME sysname",
          "COLUMN_NAME sysname",
          "DATA_TYPE int",
          "TYPE_NAME sysname",
          "COLUMN_SIZE int",
          "BUFFER_LENGTH int",
          "DECIMAL_DIGITS int",
          "NUM_PREC_RADIX int",
          "NULLABLE int",
          "REMARKS varchar(254)",
          "COLUMN_DEF nvarchar(4000)",
          "SQL_DATA_TYPE int",
          "SQL_DATETIME_SUB int",
          "CHAR_OCTET_LENGTH int",
          "ORDINAL_POSITION int",
          "IS_NULLABLE varchar(254)",
          "SCOPE_CATALOG varchar(30)",
          "SCOPE_SCHEMA varchar(30)",
          "SCOPE_TABLE varchar(30)",
          "SOURCE_DATA_TYPE smallint",
          "IS_AUTOINCREMENT varchar(3)",
          "IS_GENERATEDCOLUMN varchar(3)",
          "SS_IS_SPARSE smallint",
          "SS_IS_COLUMN_SET smallint",
          "SS_UDT_CATALOG_NAME nvarchar(128)",
          "SS_UDT_SCHEMA_NAME nvarchar(128)",
          "SS_UDT_ASSEMBLY_TYPE_NAME nvarchar(max)",
          "SS_XML_SCHEMACOLLECTION_CATALOG_NAME nvarchar(128)",
          "SS_XML_SCHEMACOLLECTION_SCHEMA_NAME nvarchar(128)",
          "SS_XML_SCHEMACOLLECTION_NAME nvarchar(128)");

  private static final int NAME = 3;

  private ColumnDescriptions() {}

  static String name(Row row) {
    return String.valueOf(row.get(NAME));
  }

  static List<Row> of(Table table) {
    List<Row> rows = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      rows.add(row(table, column, rows.size() + 1L));
    }
    return rows;
  }

  private static Row row(Table table, TableColumn column, long ordinal) {
    SqlType type = column.column().type();
    TypeFacts facts = TypeFacts.of(type);
    boolean counted = type.kind().isText() || type.kind().isBinary();
    boolean nullable = column.column().nullable();
    String typeName = type.kind().sqlName() + (column.column().identity() ? " identity" : "");
    Row head =
        Row.of(
            table.database().name(),
            table.schema(),
            table.name(),
            column.name(),
            (long) facts.odbcType(),
            typeName,
            facts.precision(),
            facts.bytes(),
            facts.scale(),
            facts.radix(),
            nullable ? 1L : 0L);
    Row tail =
        Row.of(
            null,
            column.byDefault() == null ? null : column.byDefault().text(),
            (long) facts.odbcType(),
            null,
            counted ? facts.bytes() : null,
            ordinal,
            nullable ? "YES" : "NO");
    Row more =
        Row.of(
            null,
            null,
            null,
            null,
            column.column().identity() ? "YES" : "NO",
            column.computed() == null ? "NO" : "YES",
            0L,
            0L);
    return head.join(tail).join(more).join(Row.generate(6, i -> null));
  }
}
