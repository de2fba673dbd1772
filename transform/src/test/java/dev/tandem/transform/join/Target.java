/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.entity.Version;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.wire.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** What a sink would hold that applies the entity's topic in the order of its offsets. */
final class Target {
  private final Map<String, Object> rows = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private final Set<String> refused = new HashSet<>();

  /**
   * Applies what came of one change.
   *
   * @param mayRepeat whether a row may be published as it was, by its key
   * @return what is wrong with it, or null
   */
  @Nullable String apply(
      List<TestRecord<String, String>> changes,
      List<TestRecord<String, String>> letters,
      java.util.function.Predicate<String> mayRepeat) {
    Set<String> refusedBefore = Set.copyOf(refused);
    Set<String> now = new HashSet<>();
    for (TestRecord<String, String> change : changes) {
      String problem = apply(change, now, refusedBefore, mayRepeat);
      if (problem != null) {
        return problem;
      }
    }
    for (TestRecord<String, String> letter : letters) {
      DeadLetter read = DeadLetter.ofJson(letter.value().getBytes(StandardCharsets.UTF_8));
      if (!read.code().equals("E_PARENT") && !read.code().equals("E_EMBED")) {
        return "a dead letter " + read;
      }
      String key = Objects.requireNonNull(read.origin().key());
      refused.add(key);
      if (!now.contains(key)) {
        published.remove(key); // else nobody knows which of them came first
      }
    }
    return null;
  }

  private @Nullable String apply(
      TestRecord<String, String> change,
      Set<String> now,
      Set<String> refusedBefore,
      java.util.function.Predicate<String> mayRepeat) {
    String key = change.key();
    Map<?, ?> value = (Map<?, ?>) Objects.requireNonNull(tree(change.value()));
    if (!Long.toString(Version.of(2, 0, SimulatedJoin.REVISION).value())
        .equals(value.get("version"))) {
      return "a version of its own: " + change.value();
    }
    Object fields = value.get("fields");
    if (Objects.equals(fields, rows.get(key))
        && !refusedBefore.contains(key)
        && (now.contains(key) || fields == null || !mayRepeat.test(key))) {
      return "published again without a cause: " + change.value();
    }
    now.add(key);
    published.add(key);
    refused.remove(key);
    if (fields == null) {
      rows.remove(key);
    } else {
      rows.put(key, fields);
    }
    return null;
  }

  private static @Nullable Object tree(String json) {
    try {
      return JsonTree.parse(json).root();
    } catch (Refused e) {
      throw new AssertionError(json, e);
    }
  }

  Set<String> keys() {
    return rows.keySet();
  }

  @Nullable Object row(String key) {
    return rows.get(key);
  }

  /** Whether the last that was said of a row was a dead letter. */
  boolean isRefused(String key) {
    return refused.contains(key);
  }

  /** Whether the last that was said of a row was a change of it. */
  boolean isPublished(String key) {
    return published.contains(key);
  }
}
