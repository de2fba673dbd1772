/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;

/** A process whose meter knows why it stopped. */
final class Reported implements PipelineProcess {
  private final PipelineProcess process;
  private final ProcessMeter meter;

  Reported(PipelineProcess process, ProcessMeter meter) {
    this.process = process;
    this.meter = meter;
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public void run() {
    try {
      process.run();
    } catch (TandemException e) {
      meter.stops(Reason.of(e));
      throw e;
    } catch (RuntimeException | Error e) {
      meter.stops(new Reason("TD-INTERNAL", ExitStatus.INTERNAL.meaning()));
      throw e;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
