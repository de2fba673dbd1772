/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.postgres.PostgresShadow;
import java.util.Map;
import java.util.function.Consumer;

/**
 * PostgreSQL keeps the sink's positions itself, so that it can hold the sink for a moment.
 *
 * @param sink that writes the table in use
 * @param topic of the entity
 */
record ShadowInPostgres(PostgresShadow shadow, String sink, String topic) implements Shadow {

  @Override
  public String name() {
    return shadow.name();
  }

  @Override
  public TargetWriter writer() {
    return shadow.writer();
  }

  @Override
  public boolean begin(boolean anew) {
    return shadow.begin(anew);
  }

  @Override
  public Map<Integer, Long> positions() {
    return shadow.positions(sink, topic);
  }

  @Override
  public ShadowReport compare(Consumer<Map<Integer, Long>> catchUp) {
    return shadow.compare(sink, topic, catchUp);
  }

  @Override
  public String swap(Consumer<Map<Integer, Long>> catchUp) {
    return shadow.swap(sink, topic, catchUp);
  }
}
