/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Kind;
import dev.tandem.config.key.ListOf;
import dev.tandem.config.key.Look;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Nested;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Section;
import dev.tandem.config.key.TreeOf;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of tandem.yaml for editors, made from the same declarations that the reader uses.
 * It takes every file that the reader takes; what it cannot express, the reader still refuses.
 */
public final class ConfigSchema {
  private static final Map<String, Object> REFERENCE = Map.of("$ref", "#/$defs/reference");

  private static final List<String> PLAIN = List.of("string", "number", "boolean");

  private ConfigSchema() {}

  /** The file {@code docs/tandem.schema.json}. */
  public static String json() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "tandem.yaml");
    root.put(
        "$comment",
        "Generated from the declarations in module config: mvn -pl config -am test -Dtandem.docs=write");
    root.putAll(map(RootKeys.SECTION));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("reference", reference());
    definitions.put(RouteKeys.PART.placeholder(), tree(RouteKeys.PART));
    definitions.put(EmbedKeys.CHILDREN.placeholder(), of(EmbedKeys.CHILDREN.kind().get()));
    root.put("$defs", definitions);
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      write(root, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static Map<String, Object> reference() {
    Map<String, Object> schema = text("\\$\\{");
    schema.put(
        "description", "`${NAME}` stands for an environment variable, `${file:/path}` for a file.");
    return schema;
  }

  private static Map<String, Object> of(Kind<?> kind) {
    if (kind instanceof Scalar<?> scalar) {
      return plain(scalar.look());
    } else if (kind instanceof ListOf<?> list) {
      return list(list);
    } else if (kind instanceof MapOf<?> map) {
      return names(map.name(), of(map.each()));
    } else if (kind instanceof TreeOf<?> tree) {
      return definition(tree.placeholder());
    } else if (kind instanceof Nested<?> nested) {
      return definition(nested.placeholder());
    }
    Section section = (Section) kind;
    return section
        .shortForm()
        .map(key -> anyOf(List.of(map(section), of(key.kind()))))
        .orElseGet(() -> map(section));
  }

  private static Map<String, Object> definition(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> map(Section section) {
    List<String> required = section.keys().stream().filter(Key::isRequired).map(Key::name).toList();
    Map<String, Object> properties = new LinkedHashMap<>();
    section.keys().forEach(key -> properties.put(key.name(), property(key)));
    Map<String, Object> schema = new LinkedHashMap<>();
    // Nothing after the colon is a map without keys.
    boolean mayBeEmpty = required.isEmpty() && !section.isOneOnly();
    schema.put("type", mayBeEmpty ? List.of("object", "null") : "object");
    schema.put("properties", properties);
    if (section.isOneOnly()) {
      schema.put("minProperties", 1);
      schema.put("maxProperties", 1);
    }
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(Key<?> key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    StringBuilder description = new StringBuilder(key.meaning());
    if (!key.isRequired()) {
      description.append("\n\nLeft out: ").append(key.leftOut()).append('.');
    }
    if (!key.example().isEmpty()) {
      description.append("\n\nExample: `").append(key.example()).append('`');
    }
    schema.put("description", description.toString().strip());
    schema.putAll(of(key.kind()));
    return schema;
  }

  private static Map<String, Object> names(Scalar<String> name, Map<String, Object> each) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("minProperties", 1);
    if (name.look() instanceof Look.Matching names) {
      schema.put("propertyNames", Map.of("pattern", whole(names)));
    }
    schema.put("additionalProperties", each);
    return schema;
  }

  private static Map<String, Object> tree(TreeOf<?> tree) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("minItems", 1);
    list.put("items", of(tree));
    return anyOf(List.of(of(tree.leaf()), names(tree.name(), of(tree)), list));
  }

  private static Map<String, Object> list(ListOf<?> list) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("minItems", 1);
    if (list.distinct()) {
      schema.put("uniqueItems", true);
    }
    schema.put("items", of(list.item()));
    if (list.every().isPresent()) {
      return anyOf(List.of(schema, Map.of("enum", List.of(list.every().get())), REFERENCE));
    }
    return list.orJustOne() ? anyOf(List.of(schema, of(list.item()))) : schema;
  }

  /** YAML takes some texts for numbers or truth values, and quotes make texts of these. */
  private static Map<String, Object> plain(Look look) {
    if (look instanceof Look.Whole number) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "integer");
      schema.put("minimum", number.least());
      schema.put("maximum", number.most());
      return anyOf(List.of(schema, text("^-?\\d{1,18}$"), REFERENCE));
    } else if (look instanceof Look.Words words) {
      List<Map<String, Object>> forms =
          new ArrayList<>(List.of(Map.of("enum", words.words()), REFERENCE));
      if (words.words().contains("null")) {
        forms.add(Map.of("type", "null"));
      }
      return anyOf(forms);
    } else if (look instanceof Look.Matching matching) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", PLAIN);
      schema.put("pattern", whole(matching));
      return anyOf(List.of(schema, REFERENCE));
    } else if (look instanceof Look.Flag) {
      return anyOf(
          List.of(
              Map.of("type", "boolean"), text("^(true|True|TRUE|false|False|FALSE)$"), REFERENCE));
    }
    return Map.of("type", PLAIN);
  }

  private static Map<String, Object> text(String pattern) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("pattern", pattern);
    return schema;
  }

  private static Map<String, Object> anyOf(List<Map<String, Object>> schemas) {
    return Map.of("anyOf", schemas);
  }

  private static String whole(Look.Matching text) {
    return "^(?:" + text.pattern() + ")$";
  }

  private static void write(Object node, JsonGenerator out) throws IOException {
    if (node instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (node instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (node instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (node instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      out.writeString(String.valueOf(node));
    }
  }
}
