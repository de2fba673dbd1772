/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.KEY;
import static dev.tandem.model.transform.Applying.SMILE;
import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  /** Test case 6 of RFC 4231, whose key is the first of at least 16 bytes that holds text. */
  @Test
  void shouldHashAsTheRfcDoes() throws Exception {
    byte[] key = HexFormat.of().parseHex("aa".repeat(131));
    Value text = new Value.Text("Test Using Larger Than Block-Size Key - Hash Key First");
    String hash = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
    Transforms transforms = Transforms.builtIn(key);
    assertThat(transforms.parse("hash").apply(text)).isEqualTo(new Value.Text(hash));
    assertThat(transforms.parse("hash(8)").apply(text)).isEqualTo(new Value.Text("60e43159"));
    assertThat(transforms.parse("hash(64)").apply(text)).isEqualTo(new Value.Text(hash));
  }

  @Test
  void shouldKeepItsOwnCopyOfTheKey() throws Exception {
    byte[] key = KEY.clone();
    Transforms transforms = Transforms.builtIn(key);
    key[0] = 0;
    assertThat(transforms.parse("hash").apply(new Value.Text("a")))
        .isEqualTo(new Value.Text(hmac("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", SMILE, "e\u0301", "\u0000"})
  void shouldHashTextInUtf8(String text) throws Exception {
    assertThat(applied("hash", text)).isEqualTo(hmac(text));
  }

  @Test
  void shouldHashEveryScalarByItsCanonicalText() throws Exception {
    assertThat(applied("hash", new Value.Int(-7))).isEqualTo(hmac("-7"));
    assertThat(applied("hash", new Value.Bool(true))).isEqualTo(hmac("true"));
    assertThat(applied("hash", new Value.Date(LocalDate.of(1, 2, 3))))
        .isEqualTo(hmac("0001-02-03"));
    assertThat(applied("hash", new Value.Moment(Instant.EPOCH)))
        .isEqualTo(hmac("1970-01-01T00:00:00.000000Z"));
    assertThat(applied("hash", new Value.Float64(0.5))).isEqualTo(hmac("0.5"));
    assertThat(applied("hash", new Value.Float64(1e22))).isEqualTo(hmac("1" + "0".repeat(22)));
    assertThat(applied("hash", Value.Bytes.of(new byte[] {'a'}))).isEqualTo(hmac("a"));
  }

  @Test
  void shouldHashEqualValuesAlike() throws Exception {
    for (String spelling : List.of("100", "100.00", "1E+2")) {
      assertThat(applied("hash", new Value.Decimal(new BigDecimal(spelling))))
          .isEqualTo(hmac("100"));
    }
    assertThat(applied("hash", new Value.Decimal(new BigDecimal("0.00")))).isEqualTo(hmac("0"));
    assertThat(applied("hash", new Value.Float32(100f))).isEqualTo(hmac("100"));
  }

  @Test
  void shouldRefuseToHashWhatIsNoSingleValue() throws Exception {
    assertThat(applied("hash", new Value.Array(List.of()))).isEqualTo("E_TRANSFORM");
    assertThat(applied("hash", new Value.Json(JsonTree.parse("1")))).isEqualTo("E_TRANSFORM");
    assertThat(applied("hash", new Value.Float64(Double.NaN))).isEqualTo("E_TRANSFORM");
  }

  /** Otherwise a question mark would stand for each, and different values would be equal. */
  @Test
  void shouldRefuseHalfACharacterThatAStepLeft() throws Exception {
    Transform hash = Applying.TRANSFORMS.parse(List.of("suffix('\uD83D')", "hash"));
    assertThatThrownBy(() -> hash.apply(new Value.Text("a")))
        .hasMessage("hash: text that has no bytes in UTF-8");
  }

  @Test
  void shouldHashInManyThreadsAtOnce() {
    Transform hash = parse("hash");
    List<String> alone = IntStream.range(0, 20_000).mapToObj(MaskingTest::hmac).toList();
    List<String> together =
        IntStream.range(0, 20_000).parallel().mapToObj(i -> hashed(hash, i)).toList();
    assertThat(together).isEqualTo(alone);
  }

  private static String hashed(Transform hash, int number) {
    try {
      return Applying.shown(hash.apply(new Value.Int(number)));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private static String hmac(int number) {
    return hmac(Integer.toString(number));
  }

  private static String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotHashWithoutAKey() {
    assertThatThrownBy(() -> Transforms.builtIn().parse("hash(16)"))
        .isInstanceOf(MalformedTransform.class)
        .hasMessage(
            "hash: the file has no masking_key, so the hash of a short value could be guessed");
    assertThatThrownBy(() -> Transforms.builtIn(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mask(4)      | 4111111111111111 | ************1111",
        "mask(4)      | 12345            | *2345",
        "mask(4)      | 1234             | ****",
        "mask(4)      | 1                | *",
        "mask(4)      | ``               | ``",
        "mask(0)      | abc              | ***",
        "mask(0)      | ``               | ``",
        "mask(1, x)   | abc              | xxc",
        "mask(1, '\uD83D\uDE00') | abc   | \uD83D\uDE00\uD83D\uDE00c",
        "mask(1)      | \uD83D\uDE00\uD83D\uDE00 | *\uD83D\uDE00",
        "mask(1)      | ae\u0301         | **\u0301",
        "mask(1000)   | abc              | ***",
      })
  void shouldKeepTheLastCharactersOnly(String call, String before, String after) {
    assertThat(applied(call, before)).isEqualTo(after);
  }
}
