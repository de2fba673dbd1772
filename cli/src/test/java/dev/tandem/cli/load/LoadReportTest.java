/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.lending.work.Mix;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class LoadReportTest {
  private static final String HOSTILE = "x<script>alert('1')</script>\"&";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void shouldWriteAPageThatNeedsNothingElseAndIsWellFormed() throws Exception {
    Path page = new ReportFolder(folder).write(result(HOSTILE, Objective.NONE, 0));
    String text = Files.readString(page);

    // No request to anywhere, and no script of whoever named the pipeline.
    assertThat(text)
        .doesNotContain("http", "src=", "href=", "url(", "@import", "<script", "<link")
        .contains("&lt;script&gt;", "prefers-color-scheme:dark", "read heavy".replace(' ', '-'));
    Document parsed = xml(text);
    assertThat(parsed.getElementsByTagName("svg").getLength()).isEqualTo(6);
    assertThat(parsed.getElementsByTagName("table").getLength()).isOne();
    assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("Load test of " + HOSTILE);
    assertThat(text).doesNotContain("NaN", "Infinity");
  }

  @Test
  void shouldBreakALineWhereNothingIsKnown() {
    Chart chart =
        new Chart(
            "delay",
            "ms",
            List.of(1.0, 2.0, 3.0, 4.0),
            List.of(
                new Chart.Line("p50", List.of(5.0, Double.NaN, 7.0, 8.0)),
                new Chart.Line("p99", List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN))));
    assertThat(chart.html()).containsPattern("d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+L[^M]*\"");
    assertThat(chart.html()).contains("p50").doesNotContain("p99");
  }

  @Test
  void shouldWriteJsonWithEverySample() throws Exception {
    var unused = new ReportFolder(folder).write(result("loans", Objective.parse("p99=1s"), 0));
    JsonNode json = JSON.readTree(Files.readString(folder.resolve("load.json")));
    assertThat(json.get("samples")).hasSize(2);
    assertThat(json.at("/samples/0/targets/dynamo/p50Ms").isNull()).isTrue();
    assertThat(json.at("/samples/1/targets/dynamo/p99Ms").doubleValue()).isEqualTo(44.4);
    assertThat(json.at("/samples/1/cpuPercent").isNull()).isTrue();
  }

  @Test
  void shouldTellWhatCountsInOneLine() throws Exception {
    LoadResult result = result("loans", Objective.parse("p99=1s"), 0);
    String line = LoadJson.line(result);
    assertThat(line).doesNotContain("\n");
    JsonNode json = JSON.readTree(line);
    assertThat(json.get("rate").intValue()).isEqualTo(1_000);
    assertThat(json.get("committed").longValue()).isEqualTo(812);
    assertThat(json.get("donePerSecond").doubleValue()).isEqualTo(81.2);
    assertThat(json.get("rateMet").booleanValue()).isFalse();
    assertThat(json.at("/targets/dynamo/p50Ms").doubleValue()).isBetween(19.0, 21.0);
    assertThat(json.at("/targets/dynamo/p999Ms").doubleValue()).isBetween(19.0, 21.0);
    assertThat(json.get("sloMet").booleanValue()).isTrue();
    assertThat(json.get("lost").intValue()).isZero();
    assertThat(LoadText.lines(result))
        .contains("The objective was met.")
        .anyMatch(text -> text.startsWith("THE SOURCE TOOK 81 of 1,000 reads and changes a second"))
        .anyMatch(text -> text.contains("postgres is not measured"));
  }

  @Test
  void shouldMissTheObjectiveByWhatWasTooSlowOrLost() throws Exception {
    LoadResult slow = result("loans", Objective.parse("p50=15ms"), 0);
    assertThat(slow.missed()).singleElement().asString().contains("dynamo p50 was 20 ms");
    assertThat(JSON.readTree(LoadJson.line(slow)).get("sloMet").booleanValue()).isFalse();
    assertThat(LoadText.lines(slow)).anyMatch(text -> text.startsWith("THE OBJECTIVE WAS MISSED"));

    LoadResult lost = result("loans", Objective.parse("p99=1s"), 3);
    assertThat(JSON.readTree(LoadJson.line(lost)).get("sloMet").booleanValue()).isFalse();
    assertThat(JSON.readTree(LoadJson.line(lost)).get("lost").intValue()).isEqualTo(3);
    assertThat(LoadText.lines(lost)).anyMatch(text -> text.startsWith("LOST: 3 changes"));
  }

  @Test
  void shouldSayNothingOfAnObjectiveThatWasNotSet() throws Exception {
    JsonNode json = JSON.readTree(LoadJson.line(result("loans", Objective.NONE, 0)));
    assertThat(json.get("sloMet").isNull()).isTrue();
  }

  private static Document xml(String page) throws Exception {
    // A doctype and void tags are what tells this page from XML.
    String text = page.replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static LoadResult result(String name, Objective objective, long lost) {
    Delays delays = new Delays();
    delays.add(Duration.ofMillis(20).toNanos(), true);
    LoadOptions options =
        new LoadOptions(
            Mix.READ_HEAVY,
            1_000,
            Duration.ZERO,
            Duration.ofSeconds(10),
            8,
            1,
            objective,
            "loans",
            false,
            1_000,
            Optional.empty());
    double none = Double.NaN;
    Sample.Seen nothing = new Sample.Seen(none, none, 0);
    Sample.Seen something = new Sample.Seen(22.2, 44.4, 1_500);
    return new LoadResult(
        name,
        HOSTILE,
        Instant.parse("2026-03-01T12:00:00Z"),
        options,
        812,
        0,
        0,
        delays,
        new Delays(),
        List.of(new LoadResult.TargetResult("dynamo", List.of("audit.payment"), delays, lost)),
        List.of("postgres is not measured: no table of the sample database goes there."),
        List.of(
            new Sample(1, 1_000, 990, 0, something, Map.of("dynamo", nothing), 12.5, 900),
            new Sample(2, 1_000, 990, 3, something, Map.of("dynamo", something), none, 910)));
  }
}
