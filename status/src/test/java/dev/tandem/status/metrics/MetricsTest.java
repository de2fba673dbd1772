/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.status.StatusFeed;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final Path OBSERVE = Path.of("../observe");
  private static final Pattern NAME = Pattern.compile("\\btandem_[a-z0-9_]+");

  private final ProcessMeter sink = new ProcessMeter();

  @AutoClose
  private final StatusFeed feed =
      new StatusFeed(
          () -> {
            throw new KafkaException("no broker in this test");
          });

  private final PipelineMetrics metrics = new PipelineMetrics(Map.of("sink-postgres", sink), feed);

  private static Set<String> known() {
    return Arrays.stream(Metric.values())
        .map(Metric::prometheusName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldCountOnFromScrapeToScrape() {
    // Given
    sink.works(WorkState.STREAMING);
    sink.add(Count.APPLIED, 3);
    sink.subject("sales.\"orders\"\n").add(Count.SETTLED, 4);
    metrics.scrape();

    // When
    sink.add(Count.APPLIED, 2);

    // Then
    assertThat(metrics.scrape())
        .contains(
            "tandem_changes_total{outcome=\"applied\",process=\"sink-postgres\",subject=\"\"} 5.0")
        .contains("subject=\"sales.\\\"orders\\\"\\n\"} 4.0")
        .contains("tandem_process_up{process=\"sink-postgres\"} 1.0")
        .contains("tandem_status_up 0.0");
  }

  @Test
  void shouldTellWhatTheProcessTakesOfItsMachine() {
    assertThat(metrics.scrape().lines())
        .anyMatch(
            line -> line.matches("tandem_jvm_heap_bytes\\{process=\"sink-postgres\"} [1-9].*"))
        .anyMatch(line -> line.matches("tandem_jvm_threads\\{.*} [1-9].*"))
        .anyMatch(line -> line.matches("tandem_jvm_open_files\\{.*} [1-9].*"));
  }

  @Test
  void shouldTellOfNothingThatHasNoName() {
    // Given
    sink.add(Count.APPLIED, 3);

    // Then
    Set<String> told =
        metrics
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toSet());
    assertThat(told).isNotEmpty().isSubsetOf(known());
  }

  @Test
  void shouldHaveAPageThatIsTrue() throws IOException {
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.writeString(PAGE, MetricsPage.text());
    }
    assertThat(PAGE)
        .as("docs/metrics.md is generated: run this test with -Dtandem.docs=write")
        .hasContent(MetricsPage.text());
  }

  @Test
  void shouldAskForMetricsThatThereAreInDashboardAndAlerts() throws IOException {
    try (Stream<Path> files = Files.list(OBSERVE)) {
      for (Path file : files.toList()) {
        Set<String> asked = new TreeSet<>();
        Matcher names = NAME.matcher(Files.readString(file));
        while (names.find()) {
          asked.add(names.group());
        }
        assertThat(asked).as("metrics in %s", file).isNotEmpty().isSubsetOf(known());
      }
    }
  }

  @Test
  void shouldHaveADashboardThatGrafanaReads() throws IOException {
    // When
    JsonNode dashboard = new ObjectMapper().readTree(OBSERVE.resolve("grafana.json").toFile());

    // Then
    assertThat(dashboard.path("panels")).isNotEmpty();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("targets")).isNotEmpty();
    }
  }
}
