/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.problem.Spelling;
import dev.tandem.model.transform.MalformedTransform;
import dev.tandem.model.transform.Transforms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What transforms there are for a file, and whether those that it names are among them. */
final class TransformCheck {
  private static final int SHORTEST_KEY = 16;

  private final Problems problems;

  TransformCheck(Problems problems) {
    this.problems = problems;
  }

  void check(Fields root, List<EntityDraft> entities) {
    if (root.find(RootKeys.MASKING_KEY)
        .filter(key -> bytes(key).length < SHORTEST_KEY)
        .isPresent()) {
      problems.add(
          ConfigCode.BAD_VALUE,
          root.place(RootKeys.MASKING_KEY),
          "the masking key has less than " + SHORTEST_KEY + " bytes",
          "make a random one, for example with openssl rand -hex 32");
      return;
    }
    try {
      Transforms transforms = transforms(root);
      entities.forEach(entity -> check(entity, transforms));
    } catch (MalformedTransform e) {
      problems.add(
          ConfigCode.TRANSFORM, root.place(), String.valueOf(e.getMessage()), e.suggestion());
    }
  }

  /** Tandem's own, and those of jars on the class path. */
  static Transforms transforms(Fields root) throws MalformedTransform {
    Optional<Secret> key = root.find(RootKeys.MASKING_KEY);
    Transforms own = key.isPresent() ? Transforms.builtIn(bytes(key.get())) : Transforms.builtIn();
    return own.with(TransformCheck.class.getClassLoader());
  }

  private static byte[] bytes(Secret key) {
    return key.value().getBytes(StandardCharsets.UTF_8);
  }

  private void check(EntityDraft entity, Transforms transforms) {
    for (Located<Fields> field :
        entity.fields().find(EntityKeys.FIELDS).orElse(Map.of()).values()) {
      for (Located<String> step : field.value().find(FieldKeys.TRANSFORM).orElse(List.of())) {
        check(step.value(), step.place(), transforms);
      }
    }
  }

  private void check(String text, Place place, Transforms transforms) {
    try {
      var unused = transforms.parse(text);
    } catch (MalformedTransform e) {
      String suggestion =
          e.unknownName()
              .flatMap(name -> Spelling.nearest(name, transforms.names()))
              .map(name -> "did you mean '" + name + "'?")
              .orElseGet(e::suggestion);
      problems.add(ConfigCode.TRANSFORM, place, String.valueOf(e.getMessage()), suggestion);
    }
  }
}
