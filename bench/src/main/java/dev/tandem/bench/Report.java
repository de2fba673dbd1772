/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables that a benchmark prints: one for each phase, with a line for each contender. */
record Report(Results results) {
  /** How to read the tables. */
  static final String LEGEND =
      "rows/s is the median of all runs, CPU s that of each process; peak MB the highest of the client;"
          + " stolen and others the share of the CPUs that other virtual machines and other processes had,"
          + " median and highest.";

  /** The tables, one after the other. */
  String tables() {
    return results.phases().stream()
        .map(phase -> table(phase).toString())
        .collect(Collectors.joining("\n"));
  }

  private Table table(String phase) {
    Table table =
        new Table(
            phase,
            "rows/s",
            "lowest",
            "highest",
            "CPU s per million rows",
            "peak MB",
            "stolen",
            "others");
    for (String contender : results.contenders(phase)) {
      Spread rate = results.spread(contender, phase, Run::rate);
      table.add(
          contender,
          whole(rate.median()),
          whole(rate.lowest()),
          whole(rate.highest()),
          cpu(contender, phase),
          peak(contender, phase),
          percent(results.spread(contender, phase, run -> run.noise().stolenPercent())),
          percent(results.spread(contender, phase, run -> run.noise().othersPercent())));
    }
    return table;
  }

  /** The median of each process. */
  private String cpu(String contender, String phase) {
    List<Run> runs = results.runs(contender, phase);
    return runs.stream()
        .flatMap(run -> run.cpuSeconds().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(
            name ->
                cpu(name, results.spread(contender, phase, r -> r.cpuPerMillion(name)).median()))
        .collect(Collectors.joining(", "));
  }

  /** {@code client 7.9, postgres 10.2}: CPU seconds per million rows. */
  static String cpu(Run run) {
    return run.cpuSeconds().keySet().stream()
        .map(name -> cpu(name, run.cpuPerMillion(name)))
        .collect(Collectors.joining(", "));
  }

  private static String cpu(String process, double perMillion) {
    return String.format(Locale.ROOT, "%s %.1f", process, perMillion);
  }

  private String peak(String contender, String phase) {
    double peak = results.spread(contender, phase, Run::peakMegabytes).highest();
    return peak == 0 ? "" : whole(peak);
  }

  private static String percent(Spread share) {
    return whole(share.median()) + " to " + whole(share.highest()) + " %";
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
