/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an object of JSON of a row: numbers are numbers, whatever JSON has no kind for is text in
 * the spelling of entity topics.
 */
final class ChildDocument {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final SourceTable table;
  private final List<Optional<Type>> types;
  private final List<Member> members = new ArrayList<>();

  ChildDocument(SourceTable table, Set<String> dropped, UnaryOperator<String> naming) {
    this.table = table;
    this.types = table.columns().stream().map(table.kind()::domainType).toList();
    for (int i = 0; i < table.columns().size(); i++) {
      String column = table.columns().get(i).name();
      if (!dropped.contains(column) && !dropped.contains(naming.apply(column))) {
        members.add(new Member(naming.apply(column), i));
      }
    }
  }

  /** The columns that would be members, but are of a type that is not carried. */
  List<String> notCarried() {
    return members.stream()
        .filter(member -> types.get(member.column()).isEmpty())
        .map(member -> table.columns().get(member.column()))
        .map(SourceColumn::name)
        .toList();
  }

  /** The names of its members. */
  Stream<String> names() {
    return members.stream().map(Member::name);
  }

  Map<String, @Nullable Object> of(SourceRow row) throws Refused {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    for (Member member : members) {
      document.put(member.name(), scalar(row, member.column()));
    }
    return document;
  }

  /** A column's value as a node of {@link JsonTree}. */
  @Nullable Object scalar(SourceRow row, int column) throws Refused {
    Value value = column < 0 ? Value.NULL : row.value(column);
    if (value.isNull()) {
      return null;
    }
    Type type =
        types
            .get(column)
            .orElseThrow(
                () ->
                    new Refused(
                        ValueError.TYPE,
                        "column " + table.columns().get(column).name() + " is not carried"));
    return node(type, type.accept(value));
  }

  private static @Nullable Object node(Type type, Value value) throws Refused {
    if (value instanceof Value.Text text && type.kind() == Type.Kind.TEXT) {
      return text.value();
    } else if (value instanceof Value.Int number) {
      return new JsonTree.JsonNumber(Long.toString(number.value()));
    } else if (value instanceof Value.Decimal number) {
      return new JsonTree.JsonNumber(plain(number.value()));
    } else if (value instanceof Value.Bool bool) {
      return bool.value();
    } else if (value instanceof Value.Json json) {
      return json.value().root();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      type.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonTree.parse(text.toString()).root();
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  private record Member(String name, int column) {}
}
