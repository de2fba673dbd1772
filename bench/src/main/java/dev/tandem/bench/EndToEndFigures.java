/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.function.ToDoubleFunction;

/** What {@code ./tandem bench end-to-end} comes to, for programs. */
record EndToEndFigures(Results results) {
  private static final String TANDEM = EndToEndContenders.TANDEM;

  /**
   * How many times as long as its slowest stage alone Tandem takes; NaN unless all stages ran,
   * since the slowest is not known then.
   */
  double vsSlowestStage() {
    return EndToEndContenders.STAGES.stream()
        .mapToDouble(stage -> results.ratio(stage, TANDEM, LoadContender.LOAD))
        .min()
        .orElse(Double.NaN);
  }

  /** The last line of the output. */
  JsonLine json() {
    return new JsonLine()
        .with("vsSlowestStage", vsSlowestStage())
        .with("vsPeer", vs(EndToEndContenders.PEER, LoadContender.LOAD))
        .with("vsPgloader", vs(EndToEndContenders.LOADER, LoadContender.LOAD))
        .with("vsPeerFromStart", vs(EndToEndContenders.PEER, LoadContender.FROM_START))
        .with("vsPgloaderFromStart", vs(EndToEndContenders.LOADER, LoadContender.FROM_START))
        .with("rowsPerSecond", median(LoadContender.LOAD, Run::rate))
        .with("secondsFromStart", median(LoadContender.FROM_START, Run::seconds))
        .with(
            "cpuSecondsPerMillion", median(LoadContender.LOAD, run -> run.cpuPerMillion("client")))
        .with("peakMemoryMb", results.peakMegabytes(TANDEM));
  }

  /** Above 1, Tandem is the quicker one. */
  private double vs(String other, String phase) {
    return results.ratio(TANDEM, other, phase);
  }

  private double median(String phase, ToDoubleFunction<Run> figure) {
    return results.spread(TANDEM, phase, figure).median();
  }
}
