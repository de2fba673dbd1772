/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import static dev.tandem.transform.cascade.CascadeRig.key;
import static dev.tandem.transform.cascade.CascadeRig.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.ForeignKey.Action;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CascadeTopologyTest {
  private static final SourceTable CUSTOMER =
      table("customer", List.of("id"), "id INT", "code VARCHAR");
  private static final SourceTable SALE =
      table("sale", List.of("id"), "id INT", "customer INT", "note TEXT");
  private static final SourceTable LINE =
      table("line", List.of("sale", "no"), "sale INT", "no INT", "doc JSON");
  private static final SourceTable PART =
      table("part", List.of("sale", "no", "part"), "sale INT", "no INT", "part INT");
  private static final SourceTable TAG = table("tag", List.of("id"), "id INT", "code VARCHAR");
  private static final SourceTable LOOSE =
      table("loose", List.of("id", "parent"), "id INT", "parent INT");
  private static final SourceTable TREE = table("tree", List.of("id"), "id INT", "parent INT");

  private static final ForeignKey OF_SALE =
      key(SALE, List.of("CUSTOMER"), CUSTOMER, List.of("ID"), Action.CASCADE);

  private final CascadeRig rig =
      new CascadeRig(
          List.of(CUSTOMER, SALE, LINE, PART, TAG, LOOSE, TREE),
          OF_SALE,
          key(LINE, List.of("sale"), SALE, List.of("id"), Action.CASCADE),
          key(PART, List.of("sale", "no"), LINE, List.of("sale", "no"), Action.CASCADE),
          key(TAG, List.of("code"), CUSTOMER, List.of("code"), Action.SET_NULL),
          key(LOOSE, List.of("parent"), TREE, List.of("id"), Action.SET_NULL),
          key(TREE, List.of("parent"), TREE, List.of("id"), Action.CASCADE));

  @AfterEach
  void close() {
    rig.close();
  }

  private static String id(int id) {
    return "{\"id\":" + id + "}";
  }

  private static String customer(int id, String code) {
    return "{\"id\":" + id + ",\"code\":" + code + "}";
  }

  private static String sale(int id, String customer) {
    return "{\"id\":" + id + ",\"customer\":" + customer + ",\"note\":\"n\"}";
  }

  private CascadeRig.Raw gone(int customer) {
    return rig.raw(CUSTOMER, id(customer), customer(customer, "null"), null);
  }

  private CascadeRig.Raw sold(int id, String customer) {
    return rig.raw(SALE, id(id), null, sale(id, customer));
  }

  @Test
  void shouldAskForTheChildrenOfAParentThatGoesWithWhatWasPublishedOfThem() {
    // Given
    sold(1, "7").send();
    sold(2, "7").send();
    sold(3, "8").send();
    sold(4, "null").send();
    rig.raw(SALE, id(5), null, sale(5, "7"))
        .with(Headers.CUT, "{\"before\":[],\"after\":[\"note\"]}")
        .send();

    // When
    gone(7).send();

    // Then
    List<JsonNode> asked = rig.asked();
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).path("table").asText()).isEqualTo("shop.sale");
    assertThat(CascadeRig.keys(asked.get(0))).containsExactlyInAnyOrder(id(1), id(2), id(5));
    JsonNode cut = row(asked.get(0), id(5));
    assertThat(cut.at("/last/after").toString()).isEqualTo(sale(5, "7"));
    assertThat(cut.at("/last/schema").asText()).hasSize(16);
    assertThat(cut.at("/last/cut").toString()).isEqualTo("[\"note\"]");
    assertThat(cut.path("last").has("moved")).isFalse();
  }

  private static JsonNode row(JsonNode request, String key) {
    for (JsonNode row : request.path("rows")) {
      if (row.path("key").asText().equals(key)) {
        return row;
      }
    }
    throw new AssertionError(key);
  }

  @Test
  void shouldAskForAChildThatIsReadAfterTheEndOfItsParent() {
    // Given
    gone(7).at(100).send();

    // When
    sold(1, "7").at(99).send();
    sold(2, "7").at(101).send();
    sold(3, "7").at(200).send();
    sold(4, "8").at(99).send();

    // Then the one that is surely younger refers to a parent that came anew
    assertThat(rig.askedKeys()).containsExactly(id(1), id(2));
  }

  @Test
  void shouldForgetAnEndInTime() {
    // Given
    gone(7).at(100).send();

    // When
    rig.advance(Duration.ofDays(2));
    sold(1, "7").at(99).send();
    rig.advance(Duration.ofDays(2));
    sold(2, "7").at(99).send();

    // Then
    assertThat(rig.askedKeys()).containsExactly(id(1));
  }

  @Test
  void shouldNotAskForWhatHasLeftItsParentOrIsYounger() {
    // Given
    sold(1, "7").send();
    sold(2, "7").send();
    sold(3, "7").at(500).send();
    rig.raw(SALE, id(1), sale(1, "7"), sale(1, "8")).send();
    rig.raw(SALE, id(2), sale(2, "7"), null).send();

    // When
    gone(7).at(100).send();

    // Then
    assertThat(rig.asked()).isEmpty();
  }

  @Test
  void shouldTakeTextsForEqualAsCollationsDo() {
    // Given
    rig.raw(TAG, id(1), null, customer(1, "\"STRASSE ÄÆ\"")).send();
    rig.raw(TAG, id(2), null, customer(2, "\"strasse b\"")).send();

    // When a unique column that is no primary key changes
    rig.raw(CUSTOMER, id(7), customer(7, "\"straße aae  \""), customer(7, "\"other\"")).send();

    // Then
    assertThat(rig.askedKeys()).containsExactly(id(1));
  }

  @Test
  void shouldAskForAllThatReferToTheKeyThatAParentGot() {
    // Given
    String line = "{\"sale\":1,\"no\":2,\"doc\":null}";
    rig.raw(LINE, "{\"sale\":1,\"no\":2}", null, line).send();

    // When its children's own keys go with it
    rig.raw(SALE, id(1), sale(1, "7"), null).with(Headers.MOVED, id(11)).send();

    // Then
    List<JsonNode> asked = rig.asked();
    assertThat(asked).hasSize(2);
    assertThat(asked)
        .extracting(CascadeRig::keys, request -> request.path("columns").toString())
        .containsExactlyInAnyOrder(
            tuple(List.of("{\"sale\":1,\"no\":2}"), ""),
            tuple(List.of("{\"sale\":11}"), "[\"sale\"]"));
  }

  @Test
  void shouldAskForWhatCameWithARowThatCame() {
    // Given
    rig.raw(SALE, id(1), sale(1, "7"), null).with(Headers.MOVED, id(11)).send();
    JsonNode request = rig.asked().get(0);

    // When
    rig.raw(LINE, "{\"sale\":11,\"no\":2}", null, "{\"sale\":11,\"no\":2,\"doc\":null}")
        .read()
        .answering(request)
        .send();

    // Then
    assertThat(rig.asked())
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.path("table").asText()).isEqualTo("shop.part");
              assertThat(CascadeRig.keys(again)).containsExactly("{\"sale\":11,\"no\":2}");
            });
  }

  @Test
  void shouldNotAskForAllOfAParentWhoseChildrenKeepTheirKeys() {
    sold(1, "7").send();
    rig.raw(CUSTOMER, id(7), customer(7, "null"), null).with(Headers.MOVED, id(8)).send();
    assertThat(rig.askedKeys()).containsExactly(id(1));
  }

  @Test
  void shouldAskForAChildWithoutItsParentWhereThatIsPartOfItsKey() {
    // Given
    rig.raw(LOOSE, "{\"id\":1,\"parent\":5}", null, "{\"id\":1,\"parent\":5}").send();

    // When
    rig.raw(TREE, id(5), "{\"id\":5,\"parent\":null}", null).send();

    // Then
    assertThat(rig.askedKeys())
        .containsExactly("{\"id\":1,\"parent\":5}", "{\"id\":1,\"parent\":null}");
  }

  @Test
  void shouldGoOnAfterRecordsThatCannotBeRead() {
    // When
    sold(1, "7").send("no JSON");
    sold(1, "7").send("{\"after\":{\"id\":1}}");
    rig.raw(SALE, "no key", null, sale(1, "7")).send();
    sold(1, "\"no number\"").send();
    sold(2, "7").send();
    gone(7).send();

    // Then
    assertThat(rig.askedKeys()).containsExactly(id(2));
  }

  @Test
  void shouldSplitWhatIsManyOrLarge() {
    // Given
    for (int i = 0; i < 250; i++) {
      sold(i, "7").send();
    }
    String large = "\"" + "x".repeat(60_000) + "\"";
    for (int i = 250; i < 280; i++) {
      rig.raw(SALE, id(i), null, "{\"id\":" + i + ",\"customer\":8,\"note\":" + large + "}").send();
    }

    // When
    gone(7).send();
    List<JsonNode> many = rig.asked();
    gone(8).send();
    List<JsonNode> big = rig.asked();

    // Then
    assertThat(many).hasSize(3).allMatch(request -> request.path("rows").size() <= 100);
    assertThat(big).hasSize(2).allMatch(request -> request.toString().length() < 1_200_000);
    assertThat(big.stream().mapToInt(request -> request.path("rows").size()).sum()).isEqualTo(30);
  }

  @Test
  void shouldKeepAnImageWithoutItsLongValues() {
    // Given
    String doc = "\"\\\"" + "x".repeat(70_000) + "\\\"\"";
    String line = "{\"sale\":1,\"no\":2,\"doc\":" + doc + "}";
    rig.raw(LINE, "{\"sale\":1,\"no\":2}", null, line).send();

    // When
    rig.raw(SALE, id(1), sale(1, "7"), null).send();

    // Then
    JsonNode last = rig.asked().get(0).at("/rows/0/last");
    assertThat(last.path("after").toString()).isEqualTo("{\"sale\":1,\"no\":2,\"doc\":\"null\"}");
    assertThat(last.path("cut").toString()).isEqualTo("[\"doc\"]");
  }

  @Test
  void shouldFollowDeletionsDownATreeAndEndInARing() {
    // Given 2 below 1, and 1 below 2
    rig.raw(TREE, id(1), null, "{\"id\":1,\"parent\":2}").send();
    rig.raw(TREE, id(2), null, "{\"id\":2,\"parent\":1}").send();
    rig.raw(TREE, id(3), null, "{\"id\":3,\"parent\":9}").send();
    rig.raw(TREE, id(1), null, "{\"id\":1,\"parent\":3}").send();

    // When nothing of them has gone, but a parent of an earlier time
    rig.raw(TREE, id(9), "{\"id\":9,\"parent\":null}", null).at(5).send();

    // Then each is asked for once below each parent that it had
    assertThat(answerAll()).containsExactly(id(3), id(1), id(2), id(1));
  }

  /** As if all rows were there, and as they were; returns which were asked for, at most ten. */
  private List<String> answerAll() {
    List<String> all = new ArrayList<>();
    List<JsonNode> open = rig.asked();
    while (!open.isEmpty() && all.size() < 10) {
      for (JsonNode request : open) {
        for (JsonNode row : request.path("rows")) {
          String image = row.at("/last/after").toString();
          all.add(row.path("key").asText());
          rig.raw(TREE, row.path("key").asText(), image, image).at(6).answering(request).send();
        }
      }
      open = rig.asked();
    }
    return all;
  }

  @Test
  void shouldAskForWhatHungOnARowThatIsThereAgain() {
    // Given a row that goes with its parent and is created again, of which the log tells the latter
    sold(1, "7").at(1).send();
    rig.raw(LINE, "{\"sale\":1,\"no\":2}", null, "{\"sale\":1,\"no\":2,\"doc\":null}").at(1).send();

    // When
    sold(1, "7").at(500).send();
    List<JsonNode> asked = rig.asked();

    // Then it is looked up, and its former children with it
    assertThat(asked).hasSize(1);
    assertThat(CascadeRig.keys(asked.get(0))).containsExactly(id(1));
    rig.raw(SALE, id(1), sale(1, "7"), sale(1, "7")).at(501).answering(asked.get(0)).send();
    assertThat(rig.askedKeys()).containsExactly("{\"sale\":1,\"no\":2}");
  }

  @Test
  void shouldNameWorkOfOtherKeysOtherwise() {
    PipelineTopics topics = new PipelineTopics("p");
    ForeignKey other = key(SALE, List.of("CUSTOMER"), CUSTOMER, List.of("ID"), Action.SET_NULL);
    String group = new CascadePlan(List.of(OF_SALE)).group(topics);
    assertThat(group).matches("p\\.cascades-[0-9a-f]{16}");
    assertThat(new CascadePlan(List.of(other)).group(topics)).isNotEqualTo(group);
    assertThat(new CascadePlan(List.of(OF_SALE, other)))
        .isEqualTo(new CascadePlan(List.of(other, OF_SALE)));
  }
}
