/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.schema.DefaultTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Names topics as the connector does, which puts the name together anew for each row. */
public final class KnownTopics extends DefaultTopicNamingStrategy {
  private volatile @Nullable Known latest;

  /** The engine makes one by reflection. */
  public KnownTopics(Properties settings) {
    super(settings);
  }

  /** Rows of one table mostly follow each other, and have one object for its name. */
  @Override
  public String dataChangeTopic(DataCollectionId table) {
    Known known = latest;
    if (known == null || known.table != table) {
      known = new Known(table, sanitizedTopicName(name(table)));
      latest = known;
    }
    return known.topic;
  }

  /** All that the source calls the table by: MySQL has no schemas, SQL Server has. */
  private String name(DataCollectionId table) {
    List<String> parts = new ArrayList<>(table.parts());
    parts.add(0, prefix);
    return mkString(parts, delimiter);
  }

  private record Known(DataCollectionId table, String topic) {}
}
