/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against Jackson, which is another's reading of the same rules. */
class JsonBytesTest {
  private static final int DOCUMENTS = 3_000;
  private static final int DEEPEST = 100;
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final String[] PIECES = {
    "",
    "a",
    "\"",
    "\\",
    "/",
    "\b\f\n\r\t",
    "\u0000",
    "\u007F",
    "\u0080",
    "é",
    "漢",
    "\uFFFD",
    "👍",
    "\u2028",
    "0123456789abcdef"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "123456789012345678",
    "99999999999999999999",
    "0.5",
    "-12.250",
    "1e3",
    "1E-7",
    "6.02e+23"
  };

  @Test
  void shouldReadWhatJacksonReads() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] json = document(random);
      assertThat(read(json)).as("document %d", i).isEqualTo(jackson(json));
    }
  }

  @Test
  void shouldSkipWhatJacksonReads() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < DOCUMENTS; i++) {
      JsonBytes in = new JsonBytes(document(random));
      in.skip();
      in.end();
    }
  }

  /** Jackson lets pass some bytes that are no UTF-8, and so does the skipping of arrays here. */
  @Test
  void shouldRefuseWhatJacksonRefuses() {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 10 * DOCUMENTS; i++) {
      byte[] json = damaged(document(random), random);
      String expected = orNull(() -> jackson(json));
      String read = orNull(() -> read(json));
      if (isUtf8(json) || !new String(json, StandardCharsets.ISO_8859_1).contains("[")) {
        assertThat(read)
            .as("document %d: %s", i, new String(json, StandardCharsets.UTF_8))
            .isEqualTo(isUtf8(json) ? expected : null);
      }
      refused += expected == null ? 1 : 0;
    }
    assertThat(refused).isBetween(DOCUMENTS, 9 * DOCUMENTS);
  }

  /** A damaged document is skipped if it is read: only what no UTF-8 is goes unseen. */
  @Test
  void shouldSkipOnlyWhatItReads() {
    Random random = new Random(4);
    for (int i = 0; i < 10 * DOCUMENTS; i++) {
      byte[] json = damaged(document(random), random);
      if (isUtf8(json)) {
        assertThat(skips(json))
            .as("document %d: %s", i, new String(json, StandardCharsets.UTF_8))
            .isEqualTo(orNull(() -> read(json)) != null);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "", "a\":1,\"c", "\\", "\n", "ключ", "👍", "\u2028", "/"})
  void shouldKnowAMemberByItsName(String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JACKSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField(name, 1);
      out.writeNumberField("b", 2);
      out.writeEndObject();
    }
    JsonBytes in = new JsonBytes(bytes.toByteArray());
    in.begin();
    assertThat(in.nextIs(JsonBytes.name("b"))).isFalse();
    assertThat(in.nextIs(JsonBytes.name(name)) || in.next()).isTrue();
    assertThat(in.isNamed(JsonBytes.name("b"))).isFalse();
    assertThat(in.isNamed(JsonBytes.name(name)) || name.equals("👍")).isTrue();
    assertThat(in.name()).isEqualTo(name);
    assertThat(in.integer()).isEqualTo(1);
    assertThat(in.nextIs(JsonBytes.name("b"))).isTrue();
    assertThat(in.isNamed(JsonBytes.name("b"))).isTrue();
    assertThat(in.integer()).isEqualTo(2);
    assertThat(in.next()).isFalse();
  }

  @Test
  void shouldNotTakeANameForAnother() throws Exception {
    JsonBytes in = in("{\"a\":1,\"b\":2}");
    in.begin();
    assertThat(in.nextIs(JsonBytes.name("a\":1,\"b"))).isFalse();
    assertThat(in.nextIs(JsonBytes.name("a\":1,\"b\":2}"))).isFalse();
    assertThat(in.nextIs(JsonBytes.name("a"))).isTrue();
    in.skip();
    assertThat(in.nextIs(JsonBytes.name("bb"))).isFalse();
    assertThat(in.next()).isTrue();
    assertThat(in.isNamed(JsonBytes.name("bb"))).isFalse();
    assertThat(in.isNamed(JsonBytes.name("b"))).isTrue();
  }

  @Test
  void shouldReadEscapedSurrogates() throws Exception {
    assertThat(in("\"\\ud83d\\udc4d\"").string()).isEqualTo("👍");
    assertThat(in("\"a\\ud83d\"").string()).isEqualTo("a\ud83d");
  }

  @Test
  void shouldRefuseWhatIsNoUtf8() {
    byte[] json = "\"aé\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> new JsonBytes(json).string()).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e2", "9223372036854775808", "-9223372036854775809", "-1.0"})
  void shouldRefuseWhatIsNoWholeNumber(String json) {
    assertThatThrownBy(() -> in(json).integer()).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void shouldRefuseDepthWithoutEnd(String level) {
    String json = level.repeat(100_000);
    assertThatThrownBy(() -> in(json).skip()).isInstanceOf(MalformedJson.class);
  }

  private static JsonBytes in(String json) {
    return new JsonBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  private interface Reading {
    String read() throws IOException, MalformedJson;
  }

  private static @Nullable String orNull(Reading reading) {
    try {
      return reading.read();
    } catch (IOException | MalformedJson e) {
      return null;
    }
  }

  private static boolean skips(byte[] json) {
    JsonBytes in = new JsonBytes(json);
    try {
      in.skip();
      in.end();
      return true;
    } catch (MalformedJson e) {
      return false;
    }
  }

  /** The document in a spelling that tells all values apart; arrays are only ever skipped. */
  private static String read(byte[] json) throws MalformedJson {
    JsonBytes in = new JsonBytes(json);
    StringBuilder text = new StringBuilder();
    value(in, text, DEEPEST);
    in.end();
    return text.toString();
  }

  private static void value(JsonBytes in, StringBuilder out, int depth) throws MalformedJson {
    assertThat(depth).isPositive();
    switch (in.kind()) {
      case OBJECT -> {
        in.begin();
        while (in.next()) {
          out.append('<').append(in.name()).append('=');
          value(in, out, depth - 1);
          out.append('>');
        }
      }
      case ARRAY -> {
        in.skip();
        out.append("[]");
      }
      case STRING -> out.append('\'').append(in.string()).append('\'');
      case NUMBER -> out.append(in.number());
      case BOOLEAN -> out.append(in.bool());
      case NULL -> out.append(in.skipNull() ? "null" : "?");
    }
  }

  private static String jackson(byte[] json) throws IOException {
    try (JsonParser in = JACKSON.createParser(json)) {
      StringBuilder text = new StringBuilder();
      in.nextToken();
      value(in, text);
      if (in.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return text.toString();
    }
  }

  private static void value(JsonParser in, StringBuilder out) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new IOException("no value");
    }
    switch (token) {
      case START_OBJECT -> {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          out.append('<').append(in.currentName()).append('=');
          in.nextToken();
          value(in, out);
          out.append('>');
        }
      }
      case START_ARRAY -> {
        in.skipChildren();
        out.append("[]");
      }
      case VALUE_STRING -> out.append('\'').append(in.getText()).append('\'');
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.append(in.getText());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> out.append(token.asString());
      default -> throw new IOException("no value");
    }
  }

  private static byte[] document(Random random) {
    StringBuilder text = new StringBuilder();
    write(random, text, 4);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Random random, StringBuilder out, int depth) {
    String blank = random.nextInt(4) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
    out.append(blank);
    switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 1 -> out.append(random.nextBoolean() ? "true" : "null");
      case 2 -> out.append("false");
      case 3 -> text(random, out);
      case 4 -> members(random, out, '[', ']', depth);
      default -> members(random, out, '{', '}', depth);
    }
    out.append(blank);
  }

  private static void members(Random random, StringBuilder out, char begin, char end, int depth) {
    int count = random.nextInt(4);
    out.append(begin);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",");
      if (begin == '{') {
        text(random, out);
        out.append(':');
      }
      write(random, out, depth - 1);
    }
    out.append(end);
  }

  private static void text(Random random, StringBuilder out) {
    out.append('"');
    for (int i = random.nextInt(4); i > 0; i--) {
      for (char c : PIECES[random.nextInt(PIECES.length)].toCharArray()) {
        character(random, c, out);
      }
    }
    out.append('"');
  }

  private static void character(Random random, char c, StringBuilder out) {
    int control = "\b\f\n\r\t".indexOf(c);
    if (control >= 0 && random.nextBoolean()) {
      out.append('\\').append("bfnrt".charAt(control));
    } else if (c < ' ' || (random.nextInt(8) == 0 && !Character.isSurrogate(c))) {
      out.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
    } else {
      out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
    }
  }

  /** One byte made another, left out or doubled, or the end cut off. */
  private static byte[] damaged(byte[] json, Random random) {
    byte[] damaged = json.clone();
    int at = random.nextInt(json.length);
    switch (random.nextInt(4)) {
      case 0 -> damaged[at] = (byte) random.nextInt(256);
      case 1 -> damaged[at] = (byte) "{}[]\",:\\0-.eu \u0001".charAt(random.nextInt(15));
      case 2 -> damaged = Arrays.copyOf(json, at);
      default -> System.arraycopy(json, at, damaged, Math.max(at - 1, 0), json.length - at);
    }
    return damaged;
  }

  private static boolean isUtf8(byte[] json) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
