/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import java.util.List;
import java.util.Locale;

/**
 * Lines over time, as SVG that stands in a page.
 *
 * @param unit of the values
 * @param seconds the times, ascending
 */
record Chart(String title, String unit, List<Double> seconds, List<Line> lines) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 220;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 26;
  private static final int STEPS_UP = 4;
  private static final int STEPS_ALONG = 6;
  private static final double[] ROUND = {1, 2, 5, 10};

  /**
   * A line.
   *
   * @param values one for each time; where one is not a number, the line is broken
   */
  record Line(String name, List<Double> values) {

    /** Copies the list. */
    Line {
      values = List.copyOf(values);
    }

    boolean isKnown() {
      return values.stream().anyMatch(value -> !value.isNaN());
    }
  }

  /** Copies the lists; lines of which nothing is known are left out. */
  Chart {
    seconds = List.copyOf(seconds);
    lines = lines.stream().filter(Line::isKnown).toList();
  }

  /** A heading, the lines, and what is which; empty when nothing is known. */
  String html() {
    if (lines.isEmpty() || seconds.isEmpty()) {
      return "";
    }
    double top = top();
    StringBuilder out = new StringBuilder();
    out.append("<figure><figcaption>").append(Html.escaped(title));
    for (int i = 0; i < lines.size(); i++) {
      out.append(" <span class=\"key c").append(i).append("\"></span>");
      out.append(Html.escaped(lines.get(i).name()));
    }
    out.append("</figcaption><svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    out.append("\" role=\"img\" aria-label=\"").append(Html.escaped(title)).append("\">");
    grid(out, top);
    for (int i = 0; i < lines.size(); i++) {
      path(out, i, top);
    }
    return out.append("</svg></figure>\n").toString();
  }

  /** A round number that no value is above. */
  private double top() {
    double highest =
        lines.stream()
            .flatMap(line -> line.values().stream())
            .filter(value -> !value.isNaN())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    double step = Math.max(highest, 1e-3) / STEPS_UP;
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double round : ROUND) {
      if (step <= round * power) {
        return round * power * STEPS_UP;
      }
    }
    return highest;
  }

  private void grid(StringBuilder out, double top) {
    for (int i = 0; i <= STEPS_UP; i++) {
      double value = top * i / STEPS_UP;
      String y = point(y(value, top));
      out.append("<line class=\"grid\" x1=\"").append(LEFT).append("\" x2=\"");
      out.append(WIDTH - RIGHT).append("\" y1=\"").append(y).append("\" y2=\"").append(y);
      out.append("\"/><text text-anchor=\"end\" x=\"").append(LEFT - 6).append("\" y=\"");
      out.append(point(y(value, top) + 4)).append("\">").append(label(value)).append("</text>");
    }
    out.append("<text x=\"4\" y=\"").append(TOP + 4).append("\">").append(Html.escaped(unit));
    out.append("</text>");
    double end = end();
    for (int i = 0; i <= STEPS_ALONG; i++) {
      double second = end * i / STEPS_ALONG;
      out.append("<text text-anchor=\"middle\" x=\"").append(point(x(second)));
      out.append("\" y=\"").append(HEIGHT - 6).append("\">").append(label(second));
      out.append(" s</text>");
    }
  }

  private void path(StringBuilder out, int line, double top) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < seconds.size(); i++) {
      double value = lines.get(line).values().get(i);
      if (Double.isNaN(value)) {
        drawing = false;
      } else {
        path.append(drawing ? 'L' : 'M').append(point(x(seconds.get(i)))).append(' ');
        path.append(point(y(value, top)));
        drawing = true;
      }
    }
    out.append("<path class=\"c").append(line).append("\" d=\"").append(path).append("\"/>");
  }

  private double end() {
    return Math.max(1, seconds.get(seconds.size() - 1));
  }

  private double x(double second) {
    return LEFT + second / end() * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
  }

  private static String point(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String label(double value) {
    return value >= 10 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
