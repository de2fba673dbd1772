/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.relational.DefaultValueConverter;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.TableSchemaBuilder;
import io.debezium.schema.DatabaseSchema;
import java.util.Optional;

/**
 * Makes a connector blind to the defaults of columns: rows carry every value, and a default that it
 * cannot read, of which the servers take many, would stop capture for good.
 */
final class ColumnDefaults {
  private static final DefaultValueConverter NONE = (column, literal) -> Optional.empty();

  private ColumnDefaults() {}

  /** No setting and no method reaches what reads the defaults. */
  static void forget(DatabaseSchema<?> schema) {
    try {
      Object tables = HiddenField.of(RelationalDatabaseSchema.class, "schemaBuilder").get(schema);
      HiddenField.of(TableSchemaBuilder.class, "defaultValueConverter").set(tables, NONE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Debezium reads defaults in another way", e);
    }
  }
}
