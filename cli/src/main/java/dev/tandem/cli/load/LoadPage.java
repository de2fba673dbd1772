/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.cli.load.LoadResult.TargetResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A load test's result as one page that needs nothing else, neither scripts nor other files. */
final class LoadPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--paper:#fff;--line:#d9dee5;\
      --c0:#0b62c4;--c1:#c2410c;--c2:#0f7b4f;--c3:#8b2fb0;--bad:#b42318}
      @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa6b5;--paper:#14181f;\
      --line:#303947;--c0:#6cb0ff;--c1:#ff9d6b;--c2:#5fd39c;--c3:#d69bf2;--bad:#ff8a80}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);\
      max-width:900px;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.4rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
      th,td{text-align:right;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
      th:first-child,td:first-child{text-align:left}th{color:var(--soft);font-weight:600}
      figure{margin:1.6rem 0}figcaption{font-weight:600;margin-bottom:.3rem}
      svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:11px}
      .grid{stroke:var(--line)}path{fill:none;stroke-width:1.6}
      path.c0{stroke:var(--c0)}path.c1{stroke:var(--c1)}path.c2{stroke:var(--c2)}path.c3{stroke:var(--c3)}
      .key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin:0 .3em 0 .9em}
      .key.c0{background:var(--c0)}.key.c1{background:var(--c1)}.key.c2{background:var(--c2)}\
      .key.c3{background:var(--c3)}
      .bad{color:var(--bad);font-weight:600}.soft{color:var(--soft)}
      """;

  private final LoadResult result;
  private final StringBuilder out = new StringBuilder();

  private LoadPage(LoadResult result) {
    this.result = result;
  }

  static String of(LoadResult result) {
    return new LoadPage(result).page();
  }

  private String page() {
    String title = "Load test of " + result.pipeline();
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width\"><title>");
    out.append(Html.escaped(title)).append("</title><style>\n").append(STYLE);
    out.append("</style></head><body>\n<h1>").append(Html.escaped(title)).append("</h1>\n");
    head();
    table();
    charts();
    return out.append("</body></html>\n").toString();
  }

  private void head() {
    LoadOptions options = result.options();
    paragraph(
        "soft",
        String.format(
            Locale.ROOT,
            "%s at %s: %s, %,d a second for %,d s after %,d s of warm-up, seed %d.",
            result.source(),
            result.started(),
            options.mix().title(),
            options.rate(),
            options.duration().toSeconds(),
            options.warmUp().toSeconds(),
            options.seed()));
    paragraph(result.isTaken() ? "" : "bad", LoadText.taken(result));
    boolean bad = result.lost() > 0 || !result.missed().isEmpty();
    paragraph(bad ? "bad" : "", LoadText.verdict(result));
    result.leftOut().forEach(sentence -> paragraph("soft", sentence));
  }

  private void paragraph(String style, String text) {
    out.append("<p class=\"").append(style).append("\">").append(Html.escaped(text));
    out.append("</p>\n");
  }

  private void table() {
    out.append("<table><tr><th>ms from due to</th><th>samples</th><th>p50</th><th>p90</th>");
    out.append("<th>p99</th><th>p99.9</th><th>max</th><th>lost</th></tr>\n");
    row("committed", result.commits(), 0);
    if (result.readDelays().count() > 0) {
      row("read", result.readDelays(), 0);
    }
    result
        .targets()
        .forEach(target -> row("seen in " + target.name(), target.delays(), target.lost()));
    out.append("</table>\n");
    for (TargetResult target : result.targets()) {
      paragraph("soft", target.name() + ": " + String.join(", ", target.entities()));
    }
  }

  private void row(String what, Delays delays, long lost) {
    out.append("<tr><td>").append(Html.escaped(what)).append("</td>");
    cell("%,d", delays.count());
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      cell("%,.1f", delays.millis(percentile));
    }
    cell("%,d", lost);
    out.append("</tr>\n");
  }

  private void cell(String format, Object value) {
    out.append("<td>").append(String.format(Locale.ROOT, format, value)).append("</td>");
  }

  private void charts() {
    chart(
        "Rate",
        "/s",
        List.of(
            line("due", Sample::duePerSecond), line("done at the source", Sample::donePerSecond)));
    for (TargetResult target : result.targets()) {
      String name = target.name();
      chart(
          "Delay at " + name + ", from due to seen",
          "ms",
          List.of(
              line("p50", sample -> sample.at(name).p50Ms()),
              line("p99", sample -> sample.at(name).p99Ms())));
    }
    List<Chart.Line> oldest = new ArrayList<>();
    result
        .targets()
        .forEach(
            target ->
                oldest.add(line(target.name(), sample -> sample.at(target.name()).oldestMs())));
    chart("Age of the oldest change that cannot be seen yet", "ms", oldest);
    chart(
        "Delay at the source, from due to committed",
        "ms",
        List.of(
            line("p50", sample -> sample.commit().p50Ms()),
            line("p99", sample -> sample.commit().p99Ms())));
    chart("Processors of the machine that loads", "%", List.of(line("busy", Sample::cpuPercent)));
    chart("Memory of the machine that loads", "MB", List.of(line("used", Sample::memoryMb)));
  }

  private void chart(String title, String unit, List<Chart.Line> lines) {
    List<Double> seconds = result.samples().stream().map(Sample::second).toList();
    out.append(new Chart(title, unit, seconds, lines).html());
  }

  private Chart.Line line(String name, ToDoubleFunction<Sample> value) {
    return new Chart.Line(
        name, result.samples().stream().map(sample -> value.applyAsDouble(sample)).toList());
  }
}
