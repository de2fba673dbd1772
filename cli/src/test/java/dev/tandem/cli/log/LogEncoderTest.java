/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.error.TandemException;
import dev.tandem.postgres.PostgresCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void shouldMakeOneObjectOfALineWhateverIsInIt() throws IOException {
    // When
    String line = line("json", null, "{} said \"{}\"\u2028", "sink", "a\nb\u001b[31m");

    // Then
    assertThat(line).endsWith("}\n").containsOnlyOnce("\n").doesNotContain("\u001b");
    JsonNode json = read(line);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("time", "level", "logger", "thread", "message");
    assertThat(json.get("time").asText()).isEqualTo("2026-03-01T09:30:00.000Z");
    assertThat(json.get("level").asText()).isEqualTo("WARN");
    assertThat(json.get("logger").asText()).isEqualTo("dev.tandem.sink.Some");
    assertThat(json.get("thread").asText()).isEqualTo("sink-postgres");
    assertThat(json.get("message").asText()).isEqualTo("sink said \"a\nb\u001b[31m\"\u2028");
  }

  @Test
  void shouldNameTheCodeOfTheMessage() throws IOException {
    assertThat(code(line("json", null, "sink-postgres waits: {}", failure().line())))
        .isEqualTo("TD-PG-UNREACHABLE");
    assertThat(code(line("json", null, "dead letter t-0@5: TD-PG-23502 refused")))
        .isEqualTo("TD-PG-23502");
    assertThat(code(line("json", null, "dead letter t-0@5: E_LENGTH too long")))
        .isEqualTo("E_LENGTH");
    assertThat(code(line("json", null, "TD-INTERNAL: a defect"))).isEqualTo("TD-INTERNAL");
  }

  @Test
  void shouldNameTheCodeAndTheStackOfTheFailure() throws IOException {
    // When
    String line = line("json", new IllegalStateException("outer", failure()), "it failed");

    // Then
    assertThat(code(line)).isEqualTo("TD-PG-UNREACHABLE");
    assertThat(read(line).get("stackTrace").asText())
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("LogEncoderTest", "Caused by: ");
  }

  @Test
  void shouldWriteTextUnlessToldOtherwise() {
    assertThat(line("text", null, "it is {}", "well")).isEqualTo("WARN it is well\n");
    assertThat(line("", null, "it is {}", "well")).isEqualTo("WARN it is well\n");
    assertThat(LogFormat.of("Json")).contains(LogFormat.JSON);
    assertThat(LogFormat.of("xml")).isEmpty();
  }

  private String line(
      String format, @Nullable Throwable failure, String message, Object... arguments) {
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setPattern("%level %msg%n");
    encoder.start();
    Logger logger = context.getLogger("dev.tandem.sink.Some");
    LoggingEvent event = new LoggingEvent("here", logger, Level.WARN, message, failure, arguments);
    event.setInstant(Instant.parse("2026-03-01T09:30:00Z"));
    event.setThreadName("sink-postgres");
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  private static String code(String line) throws IOException {
    return read(line).path("code").asText();
  }

  private static JsonNode read(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  private static TandemException failure() {
    return new TandemException(PostgresCode.UNREACHABLE, "PostgreSQL does not answer.");
  }
}
