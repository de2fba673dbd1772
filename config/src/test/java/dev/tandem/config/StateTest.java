/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the transform's state lies, and how often. */
class StateTest {
  @TempDir Path directory;

  private ConfigFile with(String state) {
    return new ConfigFile(directory).with("domains:\n", "state: " + state + "\ndomains:\n");
  }

  @Test
  void shouldKeepItOnceBesideTheFileUnlessToldOtherwise() {
    assertThat(new ConfigFile(directory).config().state())
        .isEqualTo(new StateConfig(Optional.empty(), 0));
  }

  @Test
  void shouldTakeAFolderFromWhereTheFileLies() {
    assertThat(with("{folder: disk/state, standby_replicas: 2}").config().state())
        .isEqualTo(new StateConfig(Optional.of(directory.resolve("disk/state")), 2));
    assertThat(with("{folder: /var/lib/tandem}").config().state().folder())
        .contains(Path.of("/var/lib/tandem"));
  }

  @Test
  void shouldRefuseANumberOfCopiesThatIsNone() {
    assertThat(with("{standby_replicas: -1}").problems())
        .singleElement()
        .asString()
        .contains("TD-CFG-BAD-VALUE state.standby_replicas: '-1'");
  }
}
