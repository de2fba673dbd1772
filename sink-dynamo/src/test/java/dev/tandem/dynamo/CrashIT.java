/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Invariant 7: a writer that dies in the middle of a batch leaves nothing that a repeat cannot
 * mend.
 */
class CrashIT {
  private static final EntityChange[] BEFORE = {
    created(1, 10, "A", "a"), created(2, 10, "B", "b"), created(3, 10, "C", "c")
  };
  private static final EntityChange[] BATCH = {
    updated(1, 20, "B", "swapped", "A"),
    updated(2, 20, "A", "swapped", "B"),
    deleted(3, 20, "C"),
    created(4, 20, "D", "d"),
    updated(4, 21, "E", "moved", "D")
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sink-dynamo.before-write:1",
        "sink-dynamo.mid-batch:1",
        "sink-dynamo.mid-batch:2",
        "sink-dynamo.mid-batch:3",
        "sink-dynamo.after-write:1"
      })
  void shouldCompleteABatchInWhichAWriterDied(String point) throws Exception {
    // Given
    try (Shelves shelves = new Shelves()) {
      shelves.write(BEFORE);
      assertThat(writeInAnotherProcess(shelves, point)).isEqualTo(137);

      // When
      WriteResult repeated = shelves.write(BATCH);

      // Then
      assertThat(repeated.rejected()).isEmpty();
      assertThat(shelves.content()).isEqualTo("A=2:swapped@20, B=1:swapped@20, E=4:moved@21");
      assertThat(shelves.tombstoneVersions()).containsEntry(3L, 20L);
    }
  }

  private static int writeInAnotherProcess(Shelves shelves, String point)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + FailPoint.PROPERTY + "=" + point + ":halt",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                TestDynamo.endpoint().toString(),
                shelves.pipeline,
                shelves.parcels.table())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** Writes the batch, and would end well if it lived so long. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      TargetWriter writer =
          TestWriters.writer(
              URI.create(args[0]), args[1], new Parcels(args[2]).plan(), new Guard(true, true));
      writer.write(Parcels.batch(List.of(BATCH)));
      writer.close();
    }
  }
}
