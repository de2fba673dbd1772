/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.problem;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can be wrong with tandem.yaml. */
public enum ConfigCode implements ErrorCode {
  /** There is no file, or it may not be read. */
  UNREADABLE(
      "TD-CFG-UNREADABLE",
      "The configuration file cannot be read.",
      "Name an existing file with -f, and let the user that runs Tandem read it."),
  /** Larger or deeper than any configuration. */
  LIMIT(
      "TD-CFG-LIMIT",
      "The file is larger or more deeply nested than a configuration may be.",
      "Split it into several pipelines, or check that it is the right file."),
  /** Not UTF-8 text. */
  ENCODING(
      "TD-CFG-ENCODING",
      "The file is not UTF-8 text.",
      "Save it as UTF-8, and write characters that cannot be printed as escapes in double quotes."),
  /** Nothing but comments. */
  EMPTY("TD-CFG-EMPTY", "The file holds no keys.", "Begin with 'name:', or run 'tandem init'."),
  /** Malformed YAML. */
  SYNTAX(
      "TD-CFG-SYNTAX",
      "The file is not valid YAML 1.2.",
      "Mend the line: indent with spaces, close quotes and brackets, and quote values that hold"
          + " { } [ ] , : or #."),
  /** A YAML tag. */
  TAG("TD-CFG-TAG", "A value carries a YAML tag.", "Write the value without the tag."),
  /** A YAML alias. */
  ALIAS(
      "TD-CFG-ALIAS",
      "A value is an alias of another.",
      "Write the value out: each value has one line that problems can point at."),
  /** The same key twice in one map. */
  DUPLICATE_KEY("TD-CFG-DUPLICATE-KEY", "A key stands twice in one map.", "Keep one of the two."),
  /** A key that does not exist here. */
  UNKNOWN_KEY(
      "TD-CFG-UNKNOWN-KEY",
      "There is no such key here.",
      "Correct the spelling or the indentation: docs/configuration.md lists every key."),
  /** A key that must be there. */
  MISSING_KEY("TD-CFG-MISSING-KEY", "A required key is missing.", "Add the key."),
  /** A map, list or text where another of them belongs. */
  WRONG_KIND(
      "TD-CFG-WRONG-KIND",
      "A map, a list or a plain value stands where another of them belongs.",
      "Write it in the form that docs/configuration.md shows."),
  /** A value that the key does not take. */
  BAD_VALUE(
      "TD-CFG-BAD-VALUE",
      "A value is not one that its key takes.",
      "Write one of the values that the message names."),
  /** No type of that spelling. */
  TYPE("TD-CFG-TYPE", "A field's type is not one that Tandem has.", "Use one of the listed types."),
  /** No transform of that spelling. */
  TRANSFORM(
      "TD-CFG-TRANSFORM",
      "A transform is not one that Tandem or a plugin has, or is not written as it wants it.",
      "Use one of those that docs/configuration.md lists."),
  /** A malformed or unusable key template. */
  TEMPLATE(
      "TD-CFG-TEMPLATE",
      "A key template is malformed, or cannot tell rows apart.",
      "Write text and {field} or {field:format}."),
  /** ${...} that leads nowhere. */
  REFERENCE(
      "TD-CFG-REFERENCE",
      "A ${...} reference cannot be resolved.",
      "Set the environment variable, or make the file readable, before Tandem starts."),
  /** A secret in plain text. */
  SECRET(
      "TD-CFG-SECRET",
      "A secret stands in the file.",
      "Write ${NAME} or ${file:/path} instead, and change the secret if others could read it."),
  /** Keys that exclude or need each other. */
  CONFLICT(
      "TD-CFG-CONFLICT",
      "Two keys contradict each other, or one needs another.",
      "Keep one of the two, or add the one that is missing."),
  /** Two things that would share one place. */
  CLASH(
      "TD-CFG-CLASH",
      "Two parts of the pipeline would write to the same place.",
      "Give one of them a table, topic or column of its own."),
  /** A table outside the captured databases. */
  DATABASE(
      "TD-CFG-DATABASE",
      "An entity is made from a database that is not captured.",
      "Add the database to the source's databases, or correct the entity's from."),
  /** An entity that goes nowhere. */
  NO_TARGET(
      "TD-CFG-NO-TARGET",
      "An entity goes to no target.",
      "Add postgres or dynamo under its to, or remove the entity."),
  /** A name that PostgreSQL does not take. */
  IDENTIFIER(
      "TD-CFG-IDENTIFIER",
      "PostgreSQL does not take a name.",
      "Use at most 63 bytes, no NUL, and none of PostgreSQL's own names."),
  /** A client property that would break a guarantee. */
  GUARANTEE(
      "TD-CFG-GUARANTEE",
      "A Kafka property is one that Tandem must set itself.",
      "Remove the property: what Tandem promises rests on it.");

  private final String code;
  private final String meaning;
  private final String remedy;

  ConfigCode(String code, String meaning, String remedy) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  @Override
  public ExitStatus exitStatus() {
    return ExitStatus.PROBLEMS;
  }
}
