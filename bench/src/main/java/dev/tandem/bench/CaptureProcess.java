/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A process that does one {@link CaptureJob}. */
public final class CaptureProcess {
  private CaptureProcess() {}

  /** Does the job in that file. */
  public static void main(String[] args) throws InterruptedException, IOException {
    CaptureJob job = CaptureJob.read(Path.of(args[0]));
    try (CaptureTally.Teller tally = new CaptureTally.Teller(job.port(), job.rows())) {
      if (job.reader() == CaptureReader.TANDEM) {
        new TandemReader(job, tally).run();
      } else {
        new EngineReader(job, tally).run();
      }
    }
    System.exit(0);
  }
}
