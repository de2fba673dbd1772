/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.CanonicalText;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What tests ask of a transform: the value it makes, spelled out, or why it refuses. */
final class Applying {
  static final String SMILE = "\uD83D\uDE00";
  static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final Transforms TRANSFORMS = Transforms.builtIn(KEY);
  static final int MEGABYTE = 1 << 20;

  private Applying() {}

  static String applied(String call, String text) {
    return applied(call, new Value.Text(text));
  }

  /** The spelling of the value made, {@code NULL}, or the code of the refusal. */
  static String applied(String call, Value value) {
    try {
      return shown(parse(call).apply(value));
    } catch (Refused e) {
      String before = shown(value);
      if (before.length() > 3) {
        assertThat(e.getMessage()).as("a reason never holds the value").doesNotContain(before);
      }
      return e.error().code();
    }
  }

  static String refusal(String call, Value value) {
    try {
      return "made " + shown(parse(call).apply(value));
    } catch (Refused e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Fails the test when the texts spell no transform. */
  static Transform parse(String... calls) {
    try {
      return TRANSFORMS.parse(List.of(calls));
    } catch (MalformedTransform e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static MalformedTransform malformed(String call) {
    try {
      throw new AssertionError("parsed as " + TRANSFORMS.parse(call));
    } catch (MalformedTransform e) {
      return e;
    }
  }

  static String shown(Value value) {
    if (value.isNull()) {
      return "NULL";
    }
    if (value instanceof Value.Bytes bytes) {
      return "0x" + HexFormat.of().formatHex(bytes.value());
    }
    return CanonicalText.of(value).orElseGet(value::toString);
  }
}
