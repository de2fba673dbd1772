/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic.Filed;
import dev.tandem.wire.Headers;
import java.util.Map;

/** Makes dead letters for tests. */
final class Filing {
  private Filing() {}

  static Filed letter(long number, String stage, String entity, String code, String request) {
    return new Filed(
        number,
        new DeadLetter(
            stage,
            code,
            "A reason.",
            entity,
            "note",
            0,
            1_000 * number,
            new DeadLetter.Origin(
                "p.shop.orders",
                2,
                100 + number,
                "{\"id\":1}",
                null,
                false,
                request.isEmpty() ? Map.of() : Map.of(Headers.REQUEST, request))),
        true);
  }

  static Filed letter(long number, String code) {
    return letter(number, "transform", "sales.orders", code, "");
  }

  static Filed settled(Filed filed) {
    return new Filed(filed.number(), filed.letter(), false);
  }
}
