/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import dev.tandem.model.transform.TransformText.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The transforms that a field may name: Tandem's own, and a user's. Immutable. */
public final class Transforms {
  private final Map<String, TransformFactory> factories;

  private Transforms(Map<String, TransformFactory> factories) {
    this.factories = Collections.unmodifiableMap(factories);
  }

  /** Tandem's own, where {@code hash} is refused for want of a key. */
  public static Transforms builtIn() {
    return builtIn(Masking.without());
  }

  /**
   * Tandem's own.
   *
   * @param maskingKey the secret of {@code hash}, which is copied
   * @throws IllegalArgumentException when it has less than 16 bytes
   */
  public static Transforms builtIn(byte[] maskingKey) {
    return builtIn(Masking.with(maskingKey));
  }

  private static Transforms builtIn(Masking masking) {
    Map<String, TransformFactory> factories = new LinkedHashMap<>();
    Stream.of(
            TextTransforms.all(),
            ListTransforms.all(),
            PhoneTransform.all(),
            NumberTransforms.all(),
            TimeTransforms.all(),
            ZoneTransforms.all(),
            CodingTransforms.all(),
            masking.all())
        .flatMap(Collection::stream)
        .forEach(factory -> factories.put(factory.description().name(), factory));
    return new Transforms(factories);
  }

  /**
   * These and those that {@link ServiceLoader} finds through a class loader.
   *
   * @throws MalformedTransform when one cannot be loaded, or has a name that is taken
   */
  public Transforms with(ClassLoader additions) throws MalformedTransform {
    Map<String, TransformFactory> all = new LinkedHashMap<>(factories);
    try {
      for (TransformFactory factory : ServiceLoader.load(TransformFactory.class, additions)) {
        String name = factory.description().name();
        if (all.putIfAbsent(name, factory) != null) {
          throw new MalformedTransform(
              "there is already a transform '" + name + "' beside " + factory.getClass().getName(),
              "give the transform of that class another name");
        }
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      throw new MalformedTransform(
          "a transform of your own cannot be loaded: " + e,
          "look at its jar: the class must be public, listed in"
              + " META-INF/services, and compiled for this version of Tandem");
    }
    return new Transforms(all);
  }

  /**
   * The transform that a text spells: {@code trim} or {@code substring(0, 10)}.
   *
   * @throws MalformedTransform when it spells none
   */
  public Transform parse(String text) throws MalformedTransform {
    return parse(List.of(text));
  }

  /**
   * The transforms that texts spell, one after the other; the first that makes NULL is the last.
   *
   * @throws MalformedTransform when one of them spells none, or there are none
   */
  public Transform parse(List<String> texts) throws MalformedTransform {
    if (texts.isEmpty()) {
      throw new MalformedTransform(
          "the list of transforms is empty", "write at least one transform, or leave the key out");
    }
    List<Chain.Step> steps = new ArrayList<>();
    for (String text : texts) {
      Call call = TransformText.parse(text);
      steps.add(new Chain.Step(call.name(), text, transform(call)));
    }
    return new Chain(steps);
  }

  private Transform transform(Call call) throws MalformedTransform {
    TransformFactory factory = factories.get(call.name());
    if (factory == null) {
      throw MalformedTransform.unknown(call.name(), names());
    }
    try {
      return Objects.requireNonNull(
          factory.create(Arguments.of(factory.description(), call.arguments())));
    } catch (RuntimeException e) {
      throw new MalformedTransform(
          call.name() + ": " + factory.getClass().getName() + " failed with " + e,
          "mend that class, or its arguments");
    }
  }

  /** Every name, in the order of the reference. */
  public Set<String> names() {
    return factories.keySet();
  }

  /** What each is for, in the order of the reference. */
  public List<TransformDescription> descriptions() {
    return factories.values().stream().map(TransformFactory::description).toList();
  }
}
