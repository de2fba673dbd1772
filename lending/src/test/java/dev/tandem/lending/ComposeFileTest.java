/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Docker Compose does not look at before it starts the sample's SQL Server. */
class ComposeFileTest {
  private static final Path FILE = Path.of("../docker-compose.yml");

  private Map<?, ?> services = Map.of();

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      Object file = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      services = map(map(file).get("services"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlserver", "sqlserver-init"})
  void shouldStartSqlServerOnlyForThoseWhoAskForIt(String name) {
    assertThat(service(name).get("profiles")).isEqualTo(List.of("sqlserver"));
    assertThat(service(name).get("image")).isEqualTo("mcr.microsoft.com/mssql/server:2022-latest");
    assertThat(service(name).get("mem_limit")).isNotNull();
  }

  @Test
  void shouldTakeEveryPasswordAndTheConsentFromTheEnvironment() {
    for (Object service : services.values()) {
      map(Objects.requireNonNullElse(map(service).get("environment"), Map.of()))
          .forEach(
              (name, value) -> {
                if (name.toString().matches(".*(PASSWORD|EULA)")) {
                  assertThat(value.toString()).as(name.toString()).matches("\\$\\{[A-Z_]+:\\?.+}");
                }
              });
    }
    assertThat(map(service("sqlserver").get("environment")).keySet().stream().map(String::valueOf))
        .contains("ACCEPT_EULA", "MSSQL_SA_PASSWORD");
    assertThat(map(service("sqlserver-init").get("environment")).keySet()).hasSize(1);
  }

  @Test
  void shouldRunSqlServerAgentWhichCaptures() {
    assertThat(map(service("sqlserver").get("environment")).get("MSSQL_AGENT_ENABLED"))
        .isEqualTo("true");
  }

  @Test
  void shouldListenOnThisMachineOnly() {
    for (Object service : services.values()) {
      assertThat((List<?>) Objects.requireNonNullElse(map(service).get("ports"), List.of()))
          .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }
    assertThat(list(service("sqlserver").get("ports"))).hasSize(1);
  }

  @Test
  void shouldRunTheSamplesScriptOnceTheServerAnswers() {
    // Given
    Map<?, ?> init = service("sqlserver-init");
    String[] mounted = list(init.get("volumes")).get(0).toString().split(":");
    // Then
    assertThat(FILE.resolveSibling(mounted[0])).isRegularFile();
    assertThat(mounted[2]).isEqualTo("ro");
    assertThat(list(init.get("entrypoint"))).map(Object::toString).contains(mounted[1], "-b");
    assertThat(map(map(init.get("depends_on")).get("sqlserver")).get("condition"))
        .isEqualTo("service_healthy");
    assertThat(service("sqlserver").get("healthcheck")).isNotNull();
  }

  private Map<?, ?> service(String name) {
    return map(services.get(name));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }
}
