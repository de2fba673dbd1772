/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.yaml.YamlNode;

/** What reading one file needs everywhere: where problems go, and what references lead to. */
public record Reading(Problems problems, References references) {

  /** The position of a node under a key's path. */
  static Place at(YamlNode node, Place key) {
    return key.at(node.line(), node.column());
  }

  /** Whether a node may be read at all; adds a problem when not. */
  boolean takes(YamlNode node, Place key) {
    if (node instanceof YamlNode.Unusable unusable) {
      if (unusable.alias()) {
        add(ConfigCode.ALIAS, at(node, key), "this is an alias", "write the value out");
      } else {
        add(ConfigCode.TAG, at(node, key), "this carries a tag", "write the value without '!...'");
      }
      return false;
    }
    return true;
  }

  /** Adds the problem that a node is not of the kind that belongs here. */
  void wrongKind(YamlNode node, Place key, String wanted, String suggestion) {
    add(
        ConfigCode.WRONG_KIND,
        at(node, key),
        "this is " + name(node) + ", not " + wanted,
        suggestion);
  }

  /** Adds any other problem. */
  void add(ConfigCode code, Place place, String message, String suggestion) {
    problems.add(code, place, message, suggestion);
  }

  private static String name(YamlNode node) {
    if (node instanceof YamlNode.Entries) {
      return "a map";
    }
    return node instanceof YamlNode.Items ? "a list" : "a plain value";
  }
}
