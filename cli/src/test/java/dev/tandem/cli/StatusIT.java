/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.error.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a pipeline at work, and of one that is gone. */
@Timeout(240)
class StatusIT {
  private static final String TOLD = "status page at ";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void shouldTellHowAPipelineIsWhileItRunsAndWhenItIsGone() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      Path file = shop.file().in(folder);
      try (CommandRun run =
          CommandRun.start(
              folder, shop.environment(), "run", "-f", file.toString(), "--http", "0")) {
        URI page =
            URI.create(await().atMost(LIMIT).until(() -> told(run), Optional::isPresent).get());

        // When the snapshot is done
        JsonNode status = await().atMost(LIMIT).until(() -> status(page), now -> isInStep(now, 2));

        // Then
        assertThat(status.path("problems")).isEmpty();
        assertThat(status.path("sourceHeadroomSeconds").asLong()).isPositive();
        assertThat(status.path("processes").findValuesAsText("process"))
            .containsExactly("capture", "transform", "sink-postgres", "sink-dynamo");
        assertThat(get(page, "healthz")).isEqualTo("alive\n");
        assertThat(get(page, "readyz")).isEqualTo("ready\n");
        assertThat(get(page, "metrics"))
            .contains("outcome=\"snapshot\",process=\"capture\",subject=\"shop.Orders\"} 2.0")
            .contains("outcome=\"applied\",process=\"sink-postgres\",subject=\"\"} 2.0")
            .contains("tandem_entity_lag_records{entity=\"sales.orders\",target=\"postgres\"} 0.0");

        // When a row changes
        shop.mySql("UPDATE shop.Orders SET Note = 'z' WHERE OrderId = 2");

        // Then
        JsonNode changed =
            await()
                .atMost(LIMIT)
                .until(() -> status(page), now -> orders(now).path("p99Millis").isNumber());
        assertThat(orders(changed).path("p99Millis").asDouble()).isBetween(0.1, 60_000.0);
        CommandRun told = status(shop, file);
        assertThat(told.status()).isEqualTo(ExitStatus.OK.status());
        assertThat(told.out())
            .anyMatch(line -> line.matches("sales\\.orders +postgres +streaming .*"));
        for (String password : shop.environment().values()) {
          assertThat(changed.toString()).doesNotContain(password);
        }
        assertTellsOfTheLastVerification(shop, file, page);

        run.terminate();
        assertThat(run.endsWithin(Duration.ofSeconds(20))).isTrue();
      }

      // Then
      CommandRun gone = status(shop, file);
      assertThat(gone.status()).isEqualTo(ExitStatus.UNAVAILABLE.status());
      assertThat(gone.out()).anyMatch(line -> line.contains("capture  TD-STA-SILENT"));
    }
  }

  private void assertTellsOfTheLastVerification(ShopServers shop, Path file, URI page)
      throws Exception {
    assertThat(orders(status(page)).path("verified").isNull()).isTrue();
    assertThat(command("verify", shop, file).status()).isEqualTo(ExitStatus.OK.status());
    JsonNode same =
        await()
            .atMost(LIMIT)
            .until(
                () -> orders(status(page)).path("verified"),
                verified -> verified.path("agrees").asBoolean());
    assertThat(same.path("rows").asLong()).isEqualTo(2);

    // When a row is changed by hand
    shop.atPostgres("UPDATE sales.orders SET note = 'tampered' WHERE order_id = 2");
    assertThat(command("verify", shop, file).status()).isEqualTo(ExitStatus.DIFFERENT.status());

    // Then
    CommandRun different = status(shop, file);
    assertThat(different.status()).isEqualTo(ExitStatus.DIFFERENT.status());
    assertThat(different.out())
        .anyMatch(line -> line.matches("sales\\.orders +postgres .* 1 differ"))
        .anyMatch(line -> line.contains("sales.orders → postgres  TD-STA-DIFFERENT"));
  }

  private CommandRun status(ShopServers shop, Path file) {
    return command("status", shop, file);
  }

  private CommandRun command(String name, ShopServers shop, Path file) {
    return CommandRun.of(folder, shop.environment(), name, "-f", file.toString());
  }

  private static Optional<String> told(CommandRun run) {
    assertThat(run.lives()).as("it runs; it printed %s", run.told()).isTrue();
    return run.err().stream()
        .filter(line -> line.startsWith(TOLD))
        .map(line -> line.substring(TOLD.length()))
        .findFirst();
  }

  private static boolean isInStep(JsonNode status, int rows) {
    List<String> states = status.path("entities").findValuesAsText("state");
    return states.size() == rows
        && states.stream().allMatch("streaming"::equals)
        && status.path("sourceHeadroomSeconds").isNumber()
        && status.path("entities").findValues("lagRecords").stream()
            .allMatch(lag -> lag.asLong() == 0);
  }

  private static JsonNode orders(JsonNode status) {
    return status.path("entities").path(0);
  }

  private JsonNode status(URI page) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(page, "status.json"));
  }

  private String get(URI page, String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve(path)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
