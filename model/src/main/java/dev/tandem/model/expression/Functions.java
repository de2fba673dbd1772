/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntimeBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that Tandem adds to CEL: their signatures for the checker, and what they do. */
final class Functions {
  private final Map<String, List<CelOverloadDecl>> declarations = new LinkedHashMap<>();
  private final Map<String, List<CelFunctionBinding>> bindings = new LinkedHashMap<>();

  /** A type as the checker and as the runtime know it. */
  record Parameter<T>(CelType type, Class<T> javaType) {}

  <A> void add(String function, CelType result, Parameter<A> a, CelFunctionOverload.Unary<A> body) {
    String id = declare(function, false, result, a);
    bind(function, CelFunctionBinding.from(id, a.javaType(), body));
  }

  <A, B> void add(
      String function,
      CelType result,
      Parameter<A> a,
      Parameter<B> b,
      CelFunctionOverload.Binary<A, B> body) {
    String id = declare(function, false, result, a, b);
    bind(function, CelFunctionBinding.from(id, a.javaType(), b.javaType(), body));
  }

  /** A function that is called as {@code a.function(b)}. */
  <A, B> void addMember(
      String function,
      CelType result,
      Parameter<A> a,
      Parameter<B> b,
      CelFunctionOverload.Binary<A, B> body) {
    String id = declare(function, true, result, a, b);
    bind(function, CelFunctionBinding.from(id, a.javaType(), b.javaType(), body));
  }

  void add(
      String function,
      boolean member,
      CelType result,
      List<Parameter<?>> parameters,
      CelFunctionOverload body) {
    String id = declare(function, member, result, parameters.toArray(Parameter<?>[]::new));
    List<Class<?>> types = new ArrayList<>();
    parameters.forEach(parameter -> types.add(parameter.javaType()));
    bind(function, CelFunctionBinding.from(id, types, body));
  }

  private String declare(
      String function, boolean member, CelType result, Parameter<?>... parameters) {
    List<CelType> types = Stream.of(parameters).<CelType>map(Parameter::type).toList();
    String id =
        types.stream().map(CelTypes::name).collect(Collectors.joining(",", function + "(", ")"));
    CelOverloadDecl overload =
        member
            ? CelOverloadDecl.newMemberOverload(id, result, types)
            : CelOverloadDecl.newGlobalOverload(id, result, types);
    declarations.computeIfAbsent(function, any -> new ArrayList<>()).add(overload);
    return id;
  }

  private void bind(String function, CelFunctionBinding binding) {
    bindings.computeIfAbsent(function, any -> new ArrayList<>()).add(binding);
  }

  /** The runtime merges overloads with those of a standard function only if there are several. */
  private static List<CelFunctionBinding> several(List<CelFunctionBinding> overloads) {
    if (overloads.size() > 1) {
      return overloads;
    }
    CelFunctionBinding only = overloads.get(0);
    return List.of(
        only,
        CelFunctionBinding.from(
            only.getOverloadId() + "'", only.getArgTypes(), only.getDefinition()));
  }

  void declareTo(CelCompilerBuilder compiler) {
    declarations.forEach(
        (function, overloads) ->
            compiler.addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(function, overloads)));
  }

  void bindTo(CelRuntimeBuilder runtime) {
    bindings.forEach(
        (function, overloads) ->
            runtime.addFunctionBindings(
                CelFunctionBinding.fromOverloads(function, several(overloads))));
  }
}
