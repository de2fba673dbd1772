/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlTls;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureJobTest {
  @TempDir Path folder;

  @Test
  void shouldBeReadAsItWasWritten() throws IOException {
    CaptureJob job =
        new CaptureJob(
            CaptureReader.TANDEM,
            "snapshot0",
            1_000_000,
            4711,
            folder,
            "127.0.0.1:9092",
            new MySqlConnection("127.0.0.1", 3306, "root", "s3cret = #1", MySqlTls.DISABLED));

    CaptureJob read = CaptureJob.read(job.write());

    assertThat(read).usingRecursiveComparison().ignoringFields("source.password").isEqualTo(job);
    assertThat(read.source().password().get()).isEqualTo("s3cret = #1");
  }
}
