/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.tandem.model.type.EnumType;
import dev.tandem.model.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the checker of the library lets pass although it can only go wrong. */
final class Review {
  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_");
  private static final Set<String> TAKE_NULL =
      Set.of("_==_", "_!=_", "_?_:_", "coalesce", "dyn", "type", "@in");

  private static final Set<CelType> MIXED = Set.of(CelTypes.DECIMAL, SimpleType.DOUBLE);
  private static final String MIXED_PROBLEM =
      "a decimal meets a double, which is rarely what it looks like;"
          + " convert it with decimal(...)";

  private final CelAbstractSyntaxTree tree;
  private final Map<String, Type> fields;
  private final Literals literals;

  Review(String text, CelAbstractSyntaxTree tree, Map<String, Type> fields) {
    this.tree = tree;
    this.fields = fields;
    this.literals = new Literals(text, tree);
  }

  /** The field that each variable of the tree stands for. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (CelReference reference : tree.getReferenceMap().values()) {
      String name = reference.name().replaceFirst("^\\.", "");
      String field = name.startsWith(Language.ROW) ? name.substring(Language.ROW.length()) : name;
      if (fields.containsKey(name)) {
        variables.put(name, name);
      } else if (fields.containsKey(field)) {
        variables.put(name, field);
      }
    }
    return variables;
  }

  void check() throws MalformedExpression {
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    for (CelNavigableExpr node : nodes) {
      if (node.getKind() == Kind.STRUCT) {
        throw problem("messages cannot be made here", node.expr());
      }
      if (literals.isInfinite(node.expr())) {
        throw problem("the number is out of range", node.expr());
      }
      if (node.getKind() == Kind.CALL) {
        checkCall(node);
      }
    }
  }

  private void checkCall(CelNavigableExpr node) throws MalformedExpression {
    CelExpr call = node.expr();
    String function = call.call().function();
    List<CelExpr> arguments =
        Stream.concat(call.call().target().stream(), call.call().args().stream()).toList();
    if (EQUALITY.contains(function)) {
      checkComparable(call, arguments.get(0), arguments.get(1), type(arguments.get(1)));
    } else if (function.equals("@in")) {
      checkComparable(call, arguments.get(0), arguments.get(1), elements(arguments.get(1)));
      checkMembers(arguments.get(0), arguments.get(1));
    }
    if (arguments.stream().anyMatch(argument -> type(argument).equals(CelTypes.DECIMAL))) {
      checkFloats(function, arguments);
    }
    if (function.equals("matches") && literals.isText(arguments.get(1))) {
      prepare(arguments.get(1));
    }
    checkNull(node);
    checkConstant(call, arguments);
  }

  private void checkComparable(CelExpr call, CelExpr one, CelExpr other, CelType otherType)
      throws MalformedExpression {
    if (!CelTypes.comparable(type(one), otherType)) {
      throw problem(
          CelTypes.name(type(one))
              + " and "
              + CelTypes.name(otherType)
              + " are never equal; convert one of them",
          call);
    }
    checkLabels(one, other);
    checkLabels(other, one);
  }

  /** A label that the enum does not have makes a condition that never changes. */
  private void checkLabels(CelExpr field, CelExpr other) throws MalformedExpression {
    if (!(fieldType(field) instanceof EnumType type)) {
      return;
    }
    List<CelExpr> others = other.getKind() == Kind.LIST ? other.list().elements() : List.of(other);
    for (CelExpr label : others) {
      if (literals.isText(label) && !type.labels().contains(label.constant().stringValue())) {
        throw problem(
            "'" + label.constant().stringValue() + "' is none of the labels of " + type, label);
      }
    }
  }

  private @Nullable Type fieldType(CelExpr expression) {
    if (expression.getKind() != Kind.IDENT) {
      return null;
    }
    String name = expression.ident().name();
    return fields.get(name.startsWith(Language.ROW) ? name.substring(4) : name);
  }

  private CelType elements(CelExpr container) {
    CelType type = type(container);
    if (type instanceof ListType list) {
      return list.elemType();
    }
    return type instanceof MapType map ? map.keyType() : SimpleType.DYN;
  }

  /** A decimal meets a floating point number only where that is written out. */
  private void checkFloats(String function, List<CelExpr> arguments) throws MalformedExpression {
    if (function.equals("coalesce") || function.equals("_?_:_")) {
      return;
    }
    for (CelExpr argument : arguments) {
      if (argument.getKind() == Kind.LIST) {
        checkFloats(function, argument.list().elements());
      } else if (type(argument).equals(SimpleType.DOUBLE) && !literals.isExactFloat(argument)) {
        throw problem(
            literals.isNumber(argument)
                ? "the number has more digits than CEL keeps; write decimal('...')"
                : MIXED_PROBLEM,
            argument);
      }
    }
  }

  /** {@code in} compares as {@code ==} does, one after the other. */
  private void checkMembers(CelExpr member, CelExpr container) throws MalformedExpression {
    boolean written = container.getKind() == Kind.LIST;
    List<CelExpr> members = written ? container.list().elements() : List.of();
    CelType elements = elements(container);
    if (!written && isMixed(type(member), elements)) {
      throw problem(MIXED_PROBLEM, container);
    }
    if (members.stream().anyMatch(other -> type(other).equals(CelTypes.DECIMAL))) {
      checkFloats("@in", List.of(member));
    }
  }

  private static boolean isMixed(CelType one, CelType other) {
    return !one.equals(other) && MIXED.contains(one) && MIXED.contains(other);
  }

  private void prepare(CelExpr pattern) throws MalformedExpression {
    try {
      Regex.prepare(pattern.constant().stringValue());
    } catch (Failure e) {
      throw problem(e.reason(), pattern);
    }
  }

  private void checkNull(CelNavigableExpr node) throws MalformedExpression {
    if (isNull(node.expr()) && node.parent().isPresent()) {
      CelExpr parent = node.parent().get().expr();
      if (parent.getKind() == Kind.CALL && !TAKE_NULL.contains(parent.call().function())) {
        throw problem(Complaints.operator(parent.call().function()) + " takes no null", parent);
      }
    }
  }

  /** The literal, as {@link Language} leaves it. */
  private static boolean isNull(CelExpr expression) {
    return expression.call().function().equals("dyn")
        && expression.call().args().get(0).getKind() == Kind.CONSTANT
        && expression.call().args().get(0).constant().getKind() == CelConstant.Kind.NULL_VALUE;
  }

  /** What is the same for every row can be tried at once: decimal('1,5'), 1 / 0. */
  private void checkConstant(CelExpr call, List<CelExpr> arguments) throws MalformedExpression {
    if (arguments.stream().anyMatch(argument -> argument.getKind() != Kind.CONSTANT)) {
      return;
    }
    try {
      Object unused =
          Language.plan(
                  CelAbstractSyntaxTree.newCheckedAst(
                      call, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()))
              .eval();
    } catch (CelEvaluationException e) {
      throw problem(Failure.refused(e).getMessage(), call);
    }
  }

  private CelType type(CelExpr expression) {
    return tree.getType(expression.id()).orElse(SimpleType.DYN);
  }

  private MalformedExpression problem(@Nullable String problem, CelExpr at) {
    return new MalformedExpression(
        Complaints.shortened(String.valueOf(problem)), literals.position(at));
  }
}
