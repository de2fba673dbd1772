/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns: the first one flush left, the others flush right. */
final class Table {
  private final List<List<String>> lines = new ArrayList<>();

  Table(String... header) {
    lines.add(List.of(header));
  }

  /** As many cells as the header has. */
  void add(String... cells) {
    if (cells.length != lines.get(0).size()) {
      throw new IllegalArgumentException(cells.length + " cells in a table of " + lines.get(0));
    }
    lines.add(List.of(cells));
  }

  /** Each line ends with a line feed. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
            .mapToObj(i -> padded(cells.get(i), widths[i], i == 0))
            .collect(Collectors.joining("  "))
            .stripTrailing()
        + "\n";
  }

  private static String padded(String cell, int width, boolean left) {
    String blanks = " ".repeat(width - cell.length());
    return left ? cell + blanks : blanks + cell;
  }
}
