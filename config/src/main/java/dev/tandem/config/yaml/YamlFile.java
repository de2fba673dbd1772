/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.yaml;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a file of one YAML document, never more of it than a configuration can be. */
public final class YamlFile {
  /** The largest file in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private YamlFile() {}

  /** The document's root; empty when it could not be read, with the problem added. */
  public static Optional<YamlNode> read(Path file, Problems problems) {
    return bytes(file, problems)
        .flatMap(bytes -> text(bytes, problems))
        .flatMap(text -> YamlDocument.read(text, problems));
  }

  private static Optional<byte[]> bytes(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        return unreadable(problems, "this is a directory", "name the file inside it with -f");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        return bytes.length > MAX_BYTES ? tooLarge(problems) : Optional.of(bytes);
      }
    } catch (NoSuchFileException e) {
      return unreadable(
          problems, "there is no such file", "name it with -f, or write one with 'tandem init'");
    } catch (AccessDeniedException e) {
      return unreadable(
          problems, "it may not be read", "let the user that runs Tandem read the file");
    } catch (IOException e) {
      return unreadable(
          problems,
          "reading it failed (" + e.getClass().getSimpleName() + ")",
          "check the disk and the file's rights");
    }
  }

  private static <T> Optional<T> unreadable(Problems problems, String message, String suggestion) {
    problems.add(ConfigCode.UNREADABLE, Place.FILE, message, suggestion);
    return Optional.empty();
  }

  private static <T> Optional<T> tooLarge(Problems problems) {
    problems.add(
        ConfigCode.LIMIT,
        Place.FILE,
        "the file is larger than " + MAX_BYTES / 1024 / 1024 + " MiB",
        "check that it is the right file, or split it into several pipelines");
    return Optional.empty();
  }

  private static Optional<String> text(byte[] bytes, Problems problems) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(
          ConfigCode.ENCODING, Place.FILE, "the file is not UTF-8 text", "save it as UTF-8");
      return Optional.empty();
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    return isPrintable(text, problems) ? Optional.of(text) : Optional.empty();
  }

  private static boolean isPrintable(String text, Problems problems) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (!StreamReader.isPrintable(character)) {
        problems.add(
            ConfigCode.ENCODING,
            new Place(line, column, ""),
            String.format("the character U+%04X is not allowed in YAML", character),
            "remove it, or write it as an escape in double quotes");
        return false;
      }
      column = character == '\n' ? 1 : column + 1;
      line = character == '\n' ? line + 1 : line;
      i += Character.charCount(character);
    }
    return true;
  }
}
