/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void shouldLetEachRunOnceARoundAndBeginWithAnotherEachTime() throws Exception {
    List<Contender> contenders = List.of(contender("a"), contender("b"), contender("c"));
    Results results = new Rounds(contenders, line -> {}).run(3);
    assertThat(order).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    assertThat(results.runs("b", "insert")).hasSize(3);
  }

  private Contender contender(String name) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, Run> run() {
        order.add(name);
        return Map.of("insert", new Run(1, 1, Map.of(), 0, new Noise(0, 0)));
      }
    };
  }
}
