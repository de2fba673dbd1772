/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** For tests that share one stand-in for SQL Server, which must understand all it is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlServerSetUp {
  SqlServerRig rig;

  @BeforeAll
  void startServers(@TempDir Path folder) {
    rig = new SqlServerRig(folder);
  }

  @AfterAll
  void stopServers() {
    rig.close();
  }

  @AfterEach
  void shouldHaveAskedNothingUnknown() {
    assertThat(rig.server.unhandled()).isEmpty();
  }
}
