/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.source.SourceChange;
import dev.tandem.wire.RawChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured must be the work that the benchmark says it is. */
class TransformStepsTest {
  private static final List<byte[]> CHANGES = Orders.changes(100);

  @Test
  void shouldDecodeInsertsAndUpdatesByTurns() {
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN);
    assertThat(Orders.TABLE.columns()).hasSize(12);
    assertThat(steps.decode(CHANGES.get(0)).change()).isInstanceOf(SourceChange.Created.class);
    assertThat(steps.decode(CHANGES.get(1)).change())
        .isInstanceOfSatisfying(
            SourceChange.Updated.class,
            updated -> assertThat(updated.before()).isNotEqualTo(updated.after()));
  }

  @Test
  void shouldCarryEveryColumnWhenPlain() {
    assertThat(json(MappingVariant.PLAIN, 1))
        .isEqualTo(
            """
            {"op":"update","version":"1792","committed_at":1732056580566254,"fields":{\
            "order_id":10000000001,"customer_id":214904,"phone":"030 2504434","amount":"6607.78",\
            "status":"C","created_at":"2024-11-29T22:49:14.136569",\
            "updated_at":"2024-12-14T07:31:14.540317Z","due_date":"2025-01-04",\
            "email":"Jane.Doe345562@Example.com ","is_paid":1,"token":"c9Uau9icuBlvDvtokvlNaA==",\
            "note":"he parcel with the neighbours on the second floor and ring twice."}}""");
  }

  @Test
  void shouldTransformFiveTimesUnderRules() {
    assertThat(json(MappingVariant.RULES, 1))
        .contains(
            "\"phone\":\"+49302504434\"",
            "\"status\":\"closed\"",
            "\"email\":\"jane.doe345562@example.com\"",
            "\"note\":\"he parcel with the neighbours on the sec\"");
  }

  @Test
  void shouldAskTheRules() {
    TransformSteps steps = new TransformSteps(MappingVariant.RULES);
    String negative =
        new String(CHANGES.get(0), StandardCharsets.UTF_8)
            .replace("\"Amount\":\"", "\"Amount\":\"-");
    RawChange raw = steps.decode(negative.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> steps.map(raw, 7)).hasMessageContaining("rule amount");
  }

  @ParameterizedTest
  @EnumSource
  void shouldMapEveryChange(MappingVariant variant) {
    TransformSteps steps = new TransformSteps(variant);
    assertThat(CHANGES)
        .allSatisfy(
            raw -> {
              EntityChange change = steps.map(steps.decode(raw), 7);
              assertThat(change.left()).isEmpty();
              assertThat(new String(steps.key(change), StandardCharsets.UTF_8))
                  .startsWith("{\"order_id\":100000000");
            });
  }

  @Test
  void shouldReadWhatItHasMade() {
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN);
    assertThat(CHANGES)
        .allSatisfy(
            raw -> {
              EntityChange change = steps.map(steps.decode(raw), 7);
              assertThat(steps.read(steps.value(change))).isEqualTo(change);
            });
  }

  private static String json(MappingVariant variant, int number) {
    TransformSteps steps = new TransformSteps(variant);
    EntityChange change = steps.map(steps.decode(CHANGES.get(number)), 7);
    return new String(steps.value(change), StandardCharsets.UTF_8);
  }
}
