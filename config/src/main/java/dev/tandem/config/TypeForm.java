/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Text;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Spelling;
import dev.tandem.model.type.EnumType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Types as they are written, with advice for those who write them as a database does. */
final class TypeForm {
  static final Scalar<Type> TYPE = new Scalar<>("a type, such as string(20)", TypeForm::type);

  private static final int DEEPEST_ARRAY = 8;
  private static final Map<String, String> BY_DATABASE_NAME =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("tinyint", "int16"),
          Map.entry("smallint", "int16"),
          Map.entry("int", "int32"),
          Map.entry("integer", "int32"),
          Map.entry("bigint", "int64"),
          Map.entry("numeric", "decimal(p,s)"),
          Map.entry("number", "decimal(p,s)"),
          Map.entry("float", "float32"),
          Map.entry("real", "float32"),
          Map.entry("double", "float64"),
          Map.entry("char", "string(n)"),
          Map.entry("varchar", "string(n)"),
          Map.entry("datetime", "timestamp"),
          Map.entry("timestamptz", "instant"),
          Map.entry("binary", "bytes"),
          Map.entry("blob", "bytes"));

  private TypeForm() {}

  private static Type type(Text text) throws Malformed {
    if (text.value().split("array\\s*<", DEEPEST_ARRAY + 2).length > DEEPEST_ARRAY + 1) {
      throw new Malformed(
          ConfigCode.TYPE,
          text.quoted() + " nests arrays too deeply",
          "write at most " + DEEPEST_ARRAY + " of them in each other");
    }
    Type type =
        Types.parse(text.value())
            .orElseThrow(
                () -> new Malformed(ConfigCode.TYPE, text.quoted() + " is no type", advice(text)));
    if (type instanceof EnumType words) {
      check(words.labels(), text);
    }
    return type;
  }

  private static String advice(Text text) {
    String word = text.value().replaceFirst("(?s)[(<\\s].*", "");
    Map<String, String> spellings = new LinkedHashMap<>();
    for (String spelling : Types.SPELLINGS.split(", ")) {
      spellings.put(spelling.replaceFirst("[(<].*", ""), spelling);
    }
    return Optional.ofNullable(BY_DATABASE_NAME.get(word.toLowerCase(Locale.ROOT)))
        .or(() -> Spelling.nearest(word, spellings.keySet()).map(spellings::get))
        .map(spelling -> "did you mean '" + spelling + "'?")
        .orElse("write one of " + Types.SPELLINGS);
  }

  /** A blank or a repeated label is a slip that would only show as dead letters. */
  private static void check(List<String> labels, Text text) throws Malformed {
    if (new HashSet<>(labels).size() < labels.size()) {
      throw new Malformed(
          ConfigCode.TYPE, text.quoted() + " has a label twice", "remove one of the two");
    }
    if (labels.stream().anyMatch(label -> !label.equals(label.strip()))) {
      throw new Malformed(
          ConfigCode.TYPE,
          text.quoted() + " has blanks around a label",
          "write enum(a,b) without blanks beside the commas");
    }
  }
}
