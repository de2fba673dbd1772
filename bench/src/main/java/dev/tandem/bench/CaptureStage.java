/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.util.Map;

/** Tandem's capture alone: a snapshot of all rows into Kafka. */
record CaptureStage(CaptureServers servers, OrderRows rows) implements Contender {

  @Override
  public String name() {
    return EndToEndContenders.CAPTURE;
  }

  @Override
  public Map<String, Run> run() throws IOException {
    String pipeline = "capture-" + System.nanoTime();
    return Map.of(
        LoadContender.LOAD, servers.start(CaptureReader.TANDEM, pipeline, rows.count()).measure());
  }
}
