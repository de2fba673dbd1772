/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.cli.letters.LetterChoice;
import dev.tandem.cli.letters.LetterGroup;
import dev.tandem.cli.letters.Retried;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.time.Instant;
import java.util.Locale;

/** Dead letters, for programs: an object in a line, without values of rows. */
final class LetterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterJson() {}

  static String of(LetterGroup group) {
    return JSON.createObjectNode()
        .put("stage", group.stage())
        .put("code", group.code())
        .put("entity", group.entity())
        .put("field", group.field())
        .put("count", group.count())
        .put("open", group.open())
        .put("first", Instant.ofEpochMilli(group.firstMillis()).toString())
        .put("last", Instant.ofEpochMilli(group.lastMillis()).toString())
        .put("example", group.example().number())
        .put("place", LetterChoice.place(group.example().letter()))
        .put("remedy", group.remedy())
        .toString();
  }

  static String of(Filed filed) {
    DeadLetter letter = filed.letter();
    return JSON.createObjectNode()
        .put("number", filed.number())
        .put("open", filed.open())
        .put("key", letter.key())
        .put("stage", letter.stage())
        .put("code", letter.code())
        .put("entity", letter.entity())
        .put("field", letter.field())
        .put("reason", letter.reason())
        .put("parked", Instant.ofEpochMilli(letter.parkedAtMillis()).toString())
        .put("place", LetterChoice.place(letter))
        .put("mappingRevision", letter.mappingRevision())
        .toString();
  }

  static String of(Retried retried) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("number", retried.letter().number())
            .put("key", retried.letter().letter().key())
            .put("result", retried.result().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("why", retried.why());
    retried
        .again()
        .ifPresent(
            again ->
                node.put("again", again.number())
                    .put("code", again.letter().code())
                    .put("reason", again.letter().reason()));
    return node.toString();
  }
}
