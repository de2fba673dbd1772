/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.ListOf;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.config.key.Text;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.type.Type;
import java.util.List;

/** The keys of a field. */
final class FieldKeys {
  static final Key<String> COLUMN =
      Key.optional(
              "from", Scalars.text("a column"), "no column: `constant`, `computed` or `origin`")
          .meaning(
              "The column, spelled as the source spells it; `loan.Status` is one of the lookup"
                  + " `loan`.")
          .example("Phone");

  static final Key<String> CONSTANT =
      Key.optional("constant", anyText(), "no constant")
          .meaning("The same value for every row; it needs a `type`.")
          .example("EU");

  static final Key<String> COMPUTED =
      Key.optional("computed", EntityKeys.EXPRESSION, "not computed")
          .meaning(
              "An expression over the fields that are not computed themselves, see"
                  + " [Expressions](expressions.md); it needs a `type`.")
          .example("\"first_name + ' ' + last_name\"");

  static final Key<FieldPlan.TableName> ORIGIN =
      Key.optional("origin", Scalars.word(FieldPlan.TableName.class), "not of the table's name")
          .meaning(
              "Where the row came from: the name of its `database`, `schema` or `table`, as a text.")
          .example("database");

  static final Key<Type> TYPE =
      Key.optional("type", TypeForm.TYPE, "the one that holds all values of the column")
          .meaning(
              "The field's type, see [Types](#types). A value that it cannot hold unchanged becomes"
                  + " a dead letter.")
          .example("\"string(20)\"");

  static final Key<List<Located<String>>> TRANSFORM =
      Key.optional(
              "transform",
              ListOf.steps("a transform, or a list of them", Scalars.text("a transform")),
              "none")
          .meaning(
              "Steps that a value takes in turn before the type accepts it, see"
                  + " [Transforms](#transforms). NULL takes none.")
          .example("[trim, lowercase]");

  static final Key<String> DEFAULT =
      Key.optional("default", anyText(), "NULL stays NULL")
          .meaning("What stands for NULL.")
          .example("active");

  static final Key<Boolean> REQUIRED =
      Key.defaulted("required", Scalars.flag(), false, "false")
          .meaning(
              "Whether a row with NULL in this field becomes a dead letter, even where the column"
                  + " allows NULL.")
          .example("true");

  static final Section SECTION =
      Section.of(COLUMN, CONSTANT, COMPUTED, ORIGIN, TYPE, TRANSFORM, DEFAULT, REQUIRED)
          .orJust(COLUMN);

  private FieldKeys() {}

  private static Scalar<String> anyText() {
    return new Scalar<>("a value of the field's type", Text::value);
  }
}
