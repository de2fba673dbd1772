/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads JSON tokens strictly: Jackson makes text of any of them, and a whole number of 1.5. */
final class Tokens {
  private Tokens() {}

  static String string(JsonParser in, Type type) throws IOException, Refused {
    expect(JsonToken.VALUE_STRING, in, type);
    return in.getText();
  }

  static void expect(JsonToken token, JsonParser in, Type type) throws Refused {
    if (in.currentToken() != token) {
      throw new Refused(ValueError.TYPE, "another JSON token than that of a " + type);
    }
  }
}
