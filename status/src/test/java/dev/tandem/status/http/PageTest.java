/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.Severity;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.status.PipelineStatus.StateStatus;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.StatusFeed;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, if this machine has one. */
@Timeout(120)
class PageTest {
  private static final String HOSTILE = "x.<img src=x onerror=\"document.title='broken'\">";
  private static final Reason DOWN = new Reason("TD-PG-DOWN", "PostgreSQL <b>is</b> away.");

  @TempDir private Path folder;

  @Test
  void shouldShowEachEntityAndNoNameAsMarkup() throws Exception {
    // Given
    PipelineStatus status =
        new PipelineStatus(
            "shop",
            1_000,
            111_600L,
            List.of(
                new ProcessStatus(
                    "sink-postgres", "host:1:0", "1", WorkState.WAITING, DOWN, 0, 1L, 1L, 5)),
            List.of(
                entity("sales.orders", WorkState.WAITING, DOWN, null),
                entity(
                    "sales.log",
                    WorkState.SNAPSHOTTING,
                    null,
                    new SnapshotStatus(250, 1_000L, 25, 30L)),
                entity(HOSTILE, WorkState.STREAMING, null, null)),
            List.of(
                new TargetStatus("postgres", 7.0, null), new TargetStatus("dynamo", null, null)),
            List.of(
                new StateStatus(
                    "transform", "host:1:0", "sales.orders", 1_200, 3_400_000, 100, 1.5),
                new StateStatus("transform", "host:1:0", HOSTILE, 7, 0, 40, 12)),
            List.of(new Problem(Severity.AWAY, DOWN.code(), HOSTILE, DOWN.sentence())));

    // When
    String dom = shown(status);

    // Then
    assertThat(dom)
        .contains("<title>shop – Tandem</title>")
        .contains("Something is away")
        .contains("Capture may stay down for 31 h.")
        .contains("<strong>postgres</strong> <span>what it shows is 7.0 s old</span>")
        .contains("aria-label=\"age of what postgres shows in seconds, at most 7\"")
        .contains("<span>1,200 rows, 3.4 MB</span>")
        .contains("restored within 1.5 s, in transform")
        .contains("40% restored")
        .contains("not measured: the file has no heartbeat")
        .contains("<th scope=\"row\" title=\"sales.orders\">sales.orders</th>")
        .contains("snapshot <span class=\"detail\">25%, 30 s left</span>")
        .contains("x.&lt;img src=x onerror=")
        .contains("PostgreSQL &lt;b&gt;is&lt;/b&gt; away.")
        .doesNotContain("<img")
        .doesNotContain("<b>is");
  }

  private String shown(PipelineStatus status) throws IOException, InterruptedException {
    Optional<Path> browser = Browser.installed();
    assumeTrue(
        browser.isPresent(), "no chromium on the PATH: the status page was not tried in a browser");
    try (StatusFeed feed = new StatusFeed(() -> HealthTest.told(status));
        StatusServer server =
            StatusServer.start(
                new Address(Address.LOOPBACK, 0),
                Set.of(),
                new Answers(feed, new Health(Map.of(), feed), () -> ""),
                Optional.empty())) {
      Path dom = folder.resolve("dom.html");
      Process process =
          new ProcessBuilder(
                  Browser.command(
                      browser.get(),
                      folder.resolve("profile"),
                      "--virtual-time-budget=5000",
                      "--dump-dom",
                      server.url()))
              .redirectOutput(dom.toFile())
              .redirectError(folder.resolve("browser.log").toFile())
              .start();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
      } finally {
        process.destroyForcibly();
      }
      return Files.readString(dom);
    }
  }

  private static EntityStatus entity(
      String name, WorkState state, @Nullable Reason reason, @Nullable SnapshotStatus snapshot) {
    return new EntityStatus(
        name, "postgres", state, reason, snapshot, 5, 2, 3, 4, 5, 20.0, 90.0, 0, null, null);
  }
}
