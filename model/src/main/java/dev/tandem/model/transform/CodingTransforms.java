/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.bytes;
import static dev.tandem.model.transform.Kinds.onText;
import static dev.tandem.model.transform.Kinds.refused;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Bytes as text, text as bytes, and text that was once read in the wrong encoding. */
final class CodingTransforms {
  private CodingTransforms() {}

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "utf8_read_as_latin1",
            "Repairs text that is UTF-8 read as windows-1252; leaves text without such a sequence"
                + " alone, and refuses what is neither.",
            "utf8_read_as_latin1",
            "MÃ¼ller",
            "Müller",
            arguments -> onText(text -> new Value.Text(Mojibake.repair(text)))),
        BuiltIn.of(
            "decode(charset)",
            "Reads bytes as text of an encoding; refuses bytes that are none.",
            "decode(utf-8)",
            "0xc3bc",
            "ü",
            CodingTransforms::decode),
        BuiltIn.of(
            "hex",
            "Spells bytes as hexadecimal digits in small letters.",
            "hex",
            "0x0aff",
            "0aff",
            arguments -> value -> new Value.Text(HexFormat.of().formatHex(bytes(value)))),
        BuiltIn.of(
            "unhex",
            "Reads hexadecimal digits, small or large, as bytes.",
            "unhex",
            "0AFF",
            "0x0aff",
            arguments -> onText(CodingTransforms::unhex)),
        BuiltIn.of(
            "base64",
            "Spells bytes as base64 with padding (RFC 4648).",
            "base64",
            "0x0aff",
            "Cv8=",
            arguments -> value -> new Value.Text(Base64.getEncoder().encodeToString(bytes(value)))),
        BuiltIn.of(
            "unbase64",
            "Reads base64 as bytes; refuses line breaks.",
            "unbase64",
            "Cv8=",
            "0x0aff",
            arguments -> onText(CodingTransforms::unbase64)));
  }

  private static Transform decode(Arguments arguments) throws MalformedTransform {
    Charset charset;
    try {
      charset = Charset.forName(arguments.text(0));
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(0, "an encoding such as utf-8, windows-1252 or utf-16le");
    }
    return value -> {
      try {
        ByteBuffer in = ByteBuffer.wrap(bytes(value));
        return new Value.Text(charset.newDecoder().decode(in).toString());
      } catch (CharacterCodingException e) {
        throw refused("bytes that are no text in " + charset.name());
      }
    };
  }

  private static Value unhex(String text) throws Refused {
    try {
      return Value.Bytes.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw refused("not pairs of hexadecimal digits");
    }
  }

  private static Value unbase64(String text) throws Refused {
    try {
      return Value.Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw refused("not base64");
    }
  }
}
