/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {
  @TempDir Path folder;

  @Test
  void shouldStartTheChosenOnesAndTellSo() {
    // Given
    List<String> told = new CopyOnWriteArrayList<>();
    LocalServers.Choice choice =
        LocalServers.in(folder).telling(told::add).kafka().postgres(PostgresSettings.fast());

    // When
    try (LocalServers servers = choice.start()) {

      // Then
      assertThat(servers.kafka().running()).isTrue();
      assertThat(servers.postgres().running()).isTrue();
      assertThat(catchThrowable(servers::dynamo)).hasMessage("LocalDynamo has not been chosen");
      assertThat(told).contains("starting PostgreSQL 18.6", "preparing PostgreSQL 18.6");
    }
  }

  @Test
  void shouldCloseTheOthersWhenOneFails() {
    // Given
    try (ServerFolder taken = ServerFolder.open(folder.resolve("kafka"))) {
      LocalServers.Choice choice =
          LocalServers.in(folder).kafka().postgres(PostgresSettings.fast());

      // When
      Throwable thrown = catchThrowable(choice::start);

      // Then
      assertThat(thrown).hasMessageContaining(taken.path().toString());
      assertThat(((TandemException) thrown).code()).isEqualTo(LocalCode.IN_USE);
      assertThat(LeashIT.serversIn(folder)).isEmpty();
    }
  }
}
