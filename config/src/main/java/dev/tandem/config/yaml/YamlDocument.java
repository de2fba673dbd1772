/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns text into a tree of nodes; the only problem it can add is that there is none. */
final class YamlDocument {
  private static final Place START = new Place(1, 1, "");

  /** A token longer than the buffer is copied once for each time that it exceeds it. */
  private static final int BUFFER = 64 * 1024;

  private YamlDocument() {}

  static Optional<YamlNode> read(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setBufferSize(BUFFER).setCodePointLimit(YamlFile.MAX_BYTES).build();
    try {
      Optional<YamlNode> root =
          new NodeReader(new ParserImpl(settings, new StreamReader(settings, text))).document();
      if (root.isEmpty()) {
        problems.add(
            ConfigCode.EMPTY,
            Place.FILE,
            "the file holds no keys",
            "begin with 'name:', or write a file with 'tandem init'");
      }
      return root;
    } catch (Unacceptable e) {
      problems.add(
          e.reason().code,
          START.at(e.line(), e.column()),
          e.reason().message,
          e.reason().suggestion);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      problems.add(
          ConfigCode.SYNTAX,
          mark.map(m -> START.at(m.getLine() + 1, m.getColumn() + 1)).orElse(START),
          SyntaxAdvice.message(e),
          SyntaxAdvice.suggestion(e));
    } catch (YamlEngineException e) {
      problems.add(
          ConfigCode.SYNTAX,
          START,
          "this is not YAML 1.2",
          "check that it is the right file, and write no %YAML line above it");
    }
    return Optional.empty();
  }
}
