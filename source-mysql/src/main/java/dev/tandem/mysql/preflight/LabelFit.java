/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import dev.tandem.mysql.Sql;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a type refuses of the labels of an ENUM or SET. Conditions name labels by their numbers,
 * which no collation takes for each other.
 */
final class LabelFit {
  private LabelFit() {}

  static Optional<Misfit> of(SourceColumn column, Type type) {
    boolean set = column.typeName().equals("SET");
    Function<String, Value> value =
        label -> set ? new Value.Array(List.of(new Value.Text(label))) : new Value.Text(label);
    List<Integer> refused =
        IntStream.range(0, column.labels().size())
            .filter(at -> refusal(column, at, type, value).isPresent())
            .boxed()
            .toList();
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    ValueError error = refusal(column, refused.get(0), type, value).orElseThrow();
    if (TypeFit.isOfKind(error)) {
      return TypeFit.all(column, type, error);
    }
    String number = Sql.quote(column.name()) + " + 0";
    return Misfit.rows(
        error,
        set ? "(" + number + ") & " + bits(refused) + " <> 0" : number + " IN " + list(refused),
        "with a label that a " + type + " does not take");
  }

  private static Optional<ValueError> refusal(
      SourceColumn column, int at, Type type, Function<String, Value> value) {
    return TypeFit.refusal(type, value.apply(column.labels().get(at)));
  }

  private static BigInteger bits(List<Integer> positions) {
    return positions.stream().map(BigInteger.ZERO::setBit).reduce(BigInteger.ZERO, BigInteger::or);
  }

  private static String list(List<Integer> positions) {
    return positions.stream()
        .map(at -> Integer.toString(at + 1))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
