/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.util.Map;
import java.util.Objects;

/** Tandem's sink alone, as {@code ./tandem bench sink-postgres} measures its inserts. */
record SinkStage(SinkContender inserts) implements Contender {

  @Override
  public String name() {
    return inserts.name();
  }

  @Override
  public void prepare() throws Exception {
    inserts.prepare();
  }

  @Override
  public Map<String, Run> run() throws Exception {
    Run run = inserts.run().get(Change.INSERT.phase());
    return Map.of(LoadContender.LOAD, Objects.requireNonNull(run));
  }
}
