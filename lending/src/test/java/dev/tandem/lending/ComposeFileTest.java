/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** What Docker Compose does not look at before it starts the sample. */
class ComposeFileTest {
  private static final Path FILE = Path.of("../docker-compose.yml");

  private final Map<Object, Map<?, ?>> services = new LinkedHashMap<>();

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      Object file = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      map(map(file).get("services")).forEach((name, keys) -> services.put(name, merged(map(keys))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlserver", "sqlserver-init"})
  void shouldStartSqlServerOnlyForThoseWhoAskForIt(String name) {
    assertThat(service(name).get("profiles")).isEqualTo(List.of("sqlserver"));
    assertThat(service(name).get("image")).isEqualTo("mcr.microsoft.com/mssql/server:2022-latest");
    assertThat(service(name).get("mem_limit")).isNotNull();
  }

  /** Not a required one: Compose asks for those of all profiles, whichever is started. */
  @Test
  void shouldTakeEveryPasswordAndTheConsentFromTheEnvironment() {
    for (Object service : services.values()) {
      map(Objects.requireNonNullElse(map(service).get("environment"), Map.of()))
          .forEach(
              (name, value) -> {
                if (name.toString().matches(".*(PASSWORD|EULA|SECRET_KEY)")) {
                  assertThat(value.toString()).as(name.toString()).matches("\\$\\{[A-Z_]+:-.*}");
                }
              });
    }
    Map<?, ?> sqlServer = map(service("sqlserver").get("environment"));
    assertThat(sqlServer.get("ACCEPT_EULA")).isEqualTo("${ACCEPT_EULA:-}");
    assertThat(sqlServer.get("MSSQL_SA_PASSWORD")).isEqualTo("${MSSQL_SA_PASSWORD:-}");
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

  @ParameterizedTest
  @ValueSource(strings = {"capture", "transform", "sink-postgres", "sink-dynamo"})
  void shouldGiveEachProcessAContainerThatCanDoNothingElse(String process) {
    Map<?, ?> service = service(process);
    assertThat(service.get("image")).isEqualTo("tandem");
    assertThat(service.get("command")).isEqualTo(List.of(process, "--http", "0.0.0.0:8480"));
    assertThat(service.get("healthcheck")).isNotNull();
    assertThat(service.get("read_only")).isEqualTo(true);
    assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
    assertThat(service.containsKey("container_name")).as("it can be scaled").isFalse();
    if (!process.equals("capture")) {
      assertThat(service.containsKey("ports")).as("it can be scaled").isFalse();
    }
  }

  @Test
  void shouldLimitTheMemoryOfEveryService() {
    services.forEach(
        (name, service) ->
            assertThat(map(service).get("mem_limit")).as(name.toString()).isNotNull());
  }

  /** Compose takes this without a word, and then waits for ever. */
  @Test
  void shouldWaitOnlyForServicesWhoseHealthIsChecked() {
    for (Object service : services.values()) {
      map(Objects.requireNonNullElse(map(service).get("depends_on"), Map.of()))
          .forEach(
              (name, condition) -> {
                assertThat(map(condition).get("condition")).isEqualTo("service_healthy");
                assertThat(service(name.toString()).get("healthcheck")).isNotNull();
              });
    }
  }

  /** Compose would make a folder of what is not there. */
  @Test
  void shouldMountFilesThatAreThere() {
    for (Object service : services.values()) {
      for (Object volume :
          list(Objects.requireNonNullElse(map(service).get("volumes"), List.of()))) {
        String source = volume.toString().split(":", -1)[0];
        if (source.startsWith("./")) {
          assertThat(FILE.resolveSibling(source)).isRegularFile();
        }
      }
    }
  }

  @Test
  void shouldNameTheVersionsThatTheBuildTestsWith() throws IOException {
    String pom = Files.readString(FILE.resolveSibling("pom.xml"));
    assertThat(service("kafka").get("image")).isEqualTo("apache/kafka:" + version(pom, "kafka"));
    assertThat(service("dynamo").get("image"))
        .isEqualTo("amazon/dynamodb-local:" + version(pom, "dynamodb-local"));
  }

  private static String version(String pom, String library) {
    String open = "<" + library + ".version>";
    int from = pom.indexOf(open) + open.length();
    return pom.substring(from, pom.indexOf('<', from));
  }

  private Map<?, ?> service(String name) {
    return map(services.get(name));
  }

  /** With the keys that others share under {@code <<}. */
  private static Map<?, ?> merged(Map<?, ?> own) {
    Map<Object, Object> all = new LinkedHashMap<>();
    Object shared = own.get("<<");
    if (shared != null) {
      merged(map(shared)).forEach(all::put);
    }
    own.forEach(all::put);
    return all;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }
}
