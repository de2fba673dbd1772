/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves <code>${NAME}</code> from the environment and <code>${file:path}</code> from a file;
 * <code>$${</code> stands for <code>${</code> itself.
 */
public final class References {
  private static final String OPENING = "${";
  private static final String FILE = "file:";
  private static final int MAX_FILE_BYTES = 64 * 1024;
  private static final Pattern PART = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Path directory;
  private final Function<String, @Nullable String> environment;

  /**
   * Makes a resolver.
   *
   * @param directory where relative paths start
   */
  public References(Path directory, Function<String, @Nullable String> environment) {
    this.directory = directory.toAbsolutePath();
    this.environment = environment;
  }

  /**
   * Resolves a text.
   *
   * @throws Malformed when a reference is malformed or leads nowhere
   */
  public Text resolve(String written) throws Malformed {
    if (!written.contains(OPENING)) {
      return new Text(written, Optional.empty(), written);
    }
    StringBuilder value = new StringBuilder();
    StringBuilder reference = new StringBuilder();
    boolean refers = false;
    int end = 0;
    Matcher part = PART.matcher(written);
    while (part.find()) {
      String between = written.substring(end, part.start());
      String inside = part.group(1);
      refers |= inside != null;
      value.append(between).append(inside == null ? OPENING : referred(part));
      reference.append(between).append(inside == null ? part.group() : absolute(inside));
      end = part.end();
    }
    String rest = written.substring(end);
    return new Text(
        value + rest, refers ? Optional.of(reference + rest) : Optional.empty(), written);
  }

  private String referred(Matcher part) throws Malformed {
    String inside = part.group(1);
    if (part.group(2).isEmpty()) {
      throw malformed("'${' is never closed", "close it: ${NAME}, or write $${ for a plain ${");
    }
    if (inside.startsWith(FILE)) {
      return content(inside.substring(FILE.length()));
    }
    if (!NAME.matcher(inside).matches()) {
      throw malformed(
          "'${" + inside + "}' is no reference",
          "write ${NAME}, ${file:/path} or $${ for a plain ${");
    }
    String value = environment.apply(inside);
    if (value == null) {
      throw malformed(
          "the environment variable " + inside + " is not set",
          "set it before starting: export " + inside + "=...");
    }
    return value;
  }

  private String absolute(String inside) {
    return inside.startsWith(FILE)
        ? OPENING + FILE + directory.resolve(inside.substring(FILE.length())) + '}'
        : OPENING + inside + '}';
  }

  private String content(String path) throws Malformed {
    try (InputStream in = Files.newInputStream(directory.resolve(path))) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw malformed(
            "the file " + path + " is larger than " + MAX_FILE_BYTES / 1024 + " KiB",
            "name a file that holds just the value");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .replaceFirst("[\r\n]+\\z", "");
    } catch (NoSuchFileException e) {
      throw malformed("there is no file " + path, "write the value to it before starting");
    } catch (InvalidPathException e) {
      throw malformed("'" + path + "' is no path", "write ${file:/path}");
    } catch (CharacterCodingException e) {
      throw malformed("the file " + path + " is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw malformed(
          "the file " + path + " cannot be read", "let the user that runs Tandem read it");
    }
  }

  private static Malformed malformed(String message, String suggestion) {
    return new Malformed(ConfigCode.REFERENCE, message, suggestion);
  }
}
