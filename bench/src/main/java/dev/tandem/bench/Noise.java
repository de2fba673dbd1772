/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

/**
 * What disturbed a run.
 *
 * @param stolenPercent the share of the CPUs that other virtual machines had meanwhile
 * @param othersPercent the share that processes had that do not belong to the benchmark
 */
record Noise(double stolenPercent, double othersPercent) {

  /**
   * Between two readings.
   *
   * @param measuredSeconds the CPU time that the benchmark's own processes took in between
   */
  static Noise between(Machine.CpuTime start, Machine.CpuTime end, double measuredSeconds) {
    double all = Math.max(1, end.all() - start.all());
    double stolen = end.stolen() - start.stolen();
    double idle = end.idle() - start.idle();
    double others = all - idle - stolen - measuredSeconds * ProcStat.TICKS_PER_SECOND;
    return new Noise(100 * stolen / all, 100 * Math.max(0, others) / all);
  }
}
