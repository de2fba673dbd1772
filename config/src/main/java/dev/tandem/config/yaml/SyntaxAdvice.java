/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what to do about a syntax error, in a user's words rather than a parser's. */
final class SyntaxAdvice {
  private static final Map<String, String> BY_PROBLEM = new LinkedHashMap<>();

  static {
    BY_PROBLEM.put("TAB", "indent with spaces: YAML takes no tabs");
    BY_PROBLEM.put("cannot start any token", "put the value in quotes");
    BY_PROBLEM.put(
        "mapping values are not allowed",
        "check the indentation, and quote a value that holds ': '");
    BY_PROBLEM.put(
        "expected ',' or", "close the bracket, and quote a value that holds { } [ ] , or ${...}");
    BY_PROBLEM.put("end of stream", "close the quote or bracket that was opened before");
    BY_PROBLEM.put("escape character", "write \\\\ for a backslash, or use single quotes");
    BY_PROBLEM.put("expected <block end>", "indent this line like its neighbours");
    BY_PROBLEM.put("could not find expected ':'", "write 'key: value', or quote the text");
  }

  private SyntaxAdvice() {}

  static String message(MarkedYamlEngineException e) {
    String problem = e.getProblem().strip().replaceAll("\\s+", " ");
    return "this is not valid YAML: " + problem;
  }

  static String suggestion(MarkedYamlEngineException e) {
    return BY_PROBLEM.entrySet().stream()
        .filter(advice -> e.getProblem().contains(advice.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("check the indentation, quotes and brackets of this line and the one above");
  }
}
