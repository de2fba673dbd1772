/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document. Numbers keep the spelling that they came with, since some databases tell 1.0
 * from 1; equality is by value, with the members of an object in any order and the last of two
 * equal names winning.
 */
public final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000)
                  .maxStringLength(64 << 20)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  /** A Map, List, String, Boolean, {@link JsonNumber} or null. */
  private final @Nullable Object root;

  private JsonTree(@Nullable Object root) {
    this.root = root;
  }

  /** A tree of maps, lists, strings, booleans, {@link JsonNumber}s and nulls. */
  public static JsonTree of(@Nullable Object root) {
    return new JsonTree(root);
  }

  /** Reads a whole document. */
  public static JsonTree parse(String text) throws Refused {
    try (JsonParser in = FACTORY.createParser(text)) {
      in.nextToken();
      JsonTree tree = read(in);
      if (in.nextToken() != null) {
        throw new Refused(ValueError.JSON, "more than one JSON document");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw new Refused(ValueError.JSON_DEPTH, "nested too deep, or too long");
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(ValueError.JSON, "not a JSON document");
    }
  }

  /** Reads the value that the parser stands on. */
  static JsonTree read(JsonParser in) throws IOException, Refused {
    return new JsonTree(node(in));
  }

  private static @Nullable Object node(JsonParser in) throws IOException, Refused {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("no JSON value");
    }
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> text(in.getText());
      case VALUE_NUMBER_INT -> new JsonNumber(in.getText());
      case VALUE_NUMBER_FLOAT -> number(in.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalArgumentException("no JSON value");
    };
  }

  /** An escape can spell half of a surrogate pair, which no generator writes. */
  private static String text(String text) throws Refused {
    TextType.checkSurrogates(text);
    return text;
  }

  private static JsonNumber number(String text) throws Refused {
    Numbers.parse(text, ValueError.JSON);
    return new JsonNumber(text);
  }

  private static Map<String, @Nullable Object> object(JsonParser in) throws IOException, Refused {
    Map<String, @Nullable Object> members = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = text(in.currentName());
      in.nextToken();
      members.put(name, node(in));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser in) throws IOException, Refused {
    List<@Nullable Object> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(in));
    }
    return items;
  }

  /**
   * The tree itself, for reading only: maps, lists, strings, booleans, {@link JsonNumber}s and
   * nulls.
   */
  public @Nullable Object root() {
    return root;
  }

  /** Writes the document, the members of objects in the order of their names. */
  public void write(JsonGenerator out) throws IOException {
    write(root, out);
  }

  private static void write(@Nullable Object node, JsonGenerator out) throws IOException {
    if (node instanceof Map<?, ?> members) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.writeFieldName((String) member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (node instanceof List<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (node instanceof JsonNumber number) {
      out.writeNumber(number.text());
    } else if (node instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (node == null) {
      out.writeNull();
    } else {
      out.writeString((String) node);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonTree tree && Objects.equals(root, tree.root);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(root);
  }

  /** The document as text. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A number in the spelling that it came with; equal to any other spelling of the same number. */
  public record JsonNumber(String text) {
    /** The number's value. */
    public BigDecimal value() {
      return new BigDecimal(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof JsonNumber number
          && (text.equals(number.text) || value().compareTo(number.value()) == 0);
    }

    @Override
    public int hashCode() {
      BigDecimal value = value();
      return value.signum() == 0 ? 0 : value.stripTrailingZeros().hashCode();
    }
  }
}
