/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.textOnly;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.type.CanonicalText;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes values unreadable: for good, but equal ones alike, or up to their last characters. */
final class Masking {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_KEY_BYTES = 16;
  private static final int HEX_DIGITS = 64;
  private static final int SHORTEST_HASH = 8;
  private static final int LONGEST_KEEP = 1_000;

  private final Optional<Key> key;

  private Masking(Optional<Key> key) {
    this.key = key;
  }

  static Masking without() {
    return new Masking(Optional.empty());
  }

  /** Copies the key. */
  static Masking with(byte[] key) {
    if (key.length < SHORTEST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a masking key of less than " + SHORTEST_KEY_BYTES + " bytes can be guessed");
    }
    return new Masking(Optional.of(new SecretKeySpec(key, ALGORITHM)));
  }

  List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "hash(digits?)",
            "Replaces a value by its HMAC-SHA-256 under the file's masking_key in hexadecimal"
                + " digits, 64 or the first of them (at least 8): of text in UTF-8, of bytes, and of"
                + " other values as entity topics spell them, numbers without closing zeros.",
            "hash(16)",
            "123-45-6789",
            "249d675a58148e16",
            this::hash),
        BuiltIn.of(
            "mask(keep, character?)",
            "Keeps so many characters at the end and puts * for each before; a text that has no"
                + " more than these is masked as a whole.",
            "mask(4)",
            "4111111111111111",
            "************1111",
            Masking::mask));
  }

  private Transform hash(Arguments arguments) throws MalformedTransform {
    int digits = arguments.has(0) ? arguments.number(0, SHORTEST_HASH, HEX_DIGITS) : HEX_DIGITS;
    if (key.isEmpty()) {
      throw new MalformedTransform(
          "hash: the file has no masking_key, so the hash of a short value could be guessed",
          "set masking_key to a secret of at least " + SHORTEST_KEY_BYTES + " bytes");
    }
    Key secret = key.get();
    ThreadLocal<Mac> macs = ThreadLocal.withInitial(() -> mac(secret));
    return value -> {
      byte[] hash = macs.get().doFinal(bytes(value));
      return new Value.Text(HexFormat.of().formatHex(hash).substring(0, digits));
    };
  }

  private static Mac mac(Key key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(Value value) throws Refused {
    if (value instanceof Value.Bytes bytes) {
      return bytes.value();
    }
    Optional<String> text =
        Kinds.number(value)
            .map(BigDecimal::stripTrailingZeros)
            .map(BigDecimal::toPlainString)
            .or(() -> CanonicalText.of(value));
    if (text.isEmpty()) {
      throw wrongKind(value, "single values");
    }
    return utf8(text.get());
  }

  /** Half a character has no bytes; the usual question mark would make different values equal. */
  private static byte[] utf8(String text) throws Refused {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      throw new Refused(ValueError.SURROGATE, "text that has no bytes in UTF-8");
    }
  }

  private static Transform mask(Arguments arguments) throws MalformedTransform {
    int keep = arguments.number(0, 0, LONGEST_KEEP);
    String mask = arguments.has(1) ? Character.toString(arguments.character(1)) : "*";
    return textOnly(
        text -> {
          int length = text.codePointCount(0, text.length());
          if (length <= keep) {
            return mask.repeat(length);
          }
          int kept = text.offsetByCodePoints(text.length(), -keep);
          return mask.repeat(length - keep) + text.substring(kept);
        });
  }
}
