/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.target.TargetUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that cannot hold every text, or measure it in bytes. */
class EncodingIT {
  @TempDir static Path folder;
  @AutoClose private static PostgresRig postgres;

  private final Changes changes = Changes.of("narrow", "name string(3)");

  @BeforeAll
  static void startServer() {
    postgres = new PostgresRig(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQL_ASCII", "LATIN1"})
  void shouldRefuseADatabaseOfAnotherEncodingBeforeAnythingIsWritten(String encoding) {
    // Given
    String database = encoding.toLowerCase(Locale.ROOT);
    PostgresTarget target = target(database, encoding);

    // When
    List<String> problems = target.problems(List.of(changes.schema));
    TargetUnavailable refusal = catchThrowableOfType(TargetUnavailable.class, target::prepare);

    // Then
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("TD-PG-ENCODING: ")
        .contains(database, encoding, "ENCODING 'UTF8' TEMPLATE template0");
    assertThat(refusal.line()).isEqualTo(problems.get(0));
  }

  @Test
  void shouldTakeADatabaseOfUtf8() {
    // Given
    PostgresTarget target = target("utf8", "UTF8");

    // When
    target.prepare();

    // Then
    assertThat(target.problems(List.of(changes.schema))).isEmpty();
  }

  private PostgresTarget target(String database, String encoding) {
    postgres.sql("CREATE DATABASE " + database + " ENCODING '" + encoding + "' TEMPLATE template0");
    return new PostgresTarget(
        new PostgresConnection(
            postgres.server.jdbcUrl(database), postgres.server.user(), postgres.server.password()),
        changes.plan,
        true);
  }
}
