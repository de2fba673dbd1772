/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Makes a tree of a parser's events. Leaner than the library's own graph, whose marks hold on to
 * the text; and since an alias is not followed, nothing can become larger than it is written.
 */
final class NodeReader {
  static final int MAX_DEPTH = 50;
  static final int MAX_VALUES = 500_000;

  private final Parser parser;

  /** The words of a configuration are few and return in each of its parts. */
  private final Map<String, String> words = new HashMap<>();

  private int values;

  NodeReader(Parser parser) {
    this.parser = parser;
  }

  /** The only document, or empty when there is none. */
  Optional<YamlNode> document() {
    parser.next(); // start of stream
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    parser.next(); // start of document
    YamlNode root = node(0);
    parser.next(); // end of document
    Event end = parser.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new Unacceptable(Unacceptable.Reason.SECOND_DOCUMENT, line(end), column(end));
    }
    return Optional.of(root);
  }

  private YamlNode node(int depth) {
    Event event = parser.next();
    int line = line(event);
    int column = column(event);
    if (depth > MAX_DEPTH) {
      throw new Unacceptable(Unacceptable.Reason.DEPTH, line, column);
    }
    if (++values > MAX_VALUES) {
      throw new Unacceptable(Unacceptable.Reason.VALUES, line, column);
    }
    if (event instanceof AliasEvent) {
      return new YamlNode.Unusable(true, line, column);
    }
    boolean tagged;
    YamlNode node;
    if (event instanceof ScalarEvent scalar) {
      tagged = scalar.getTag().isPresent();
      boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
      node = new YamlNode.Plain(word(scalar.getValue()), quoted, line, column);
    } else {
      CollectionStartEvent start = (CollectionStartEvent) event;
      tagged = start.getTag().isPresent();
      node =
          start instanceof MappingStartEvent
              ? new YamlNode.Entries(pairs(depth), start.isFlow(), line, column)
              : new YamlNode.Items(items(depth), start.isFlow(), line, column);
    }
    return tagged ? new YamlNode.Unusable(false, line, column) : node;
  }

  private List<YamlNode.Pair> pairs(int depth) {
    List<YamlNode.Pair> pairs = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1);
      pairs.add(new YamlNode.Pair(key, node(depth + 1)));
    }
    parser.next();
    return pairs;
  }

  private List<YamlNode> items(int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    parser.next();
    return items;
  }

  private String word(String text) {
    String known = words.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }
}
