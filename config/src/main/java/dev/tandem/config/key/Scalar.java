/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plain value: text, a number, a word.
 *
 * @param label with an article: {@code a number from 1 to 65535}
 * @param look of the text in the file, unless it holds references
 */
public record Scalar<T>(String label, Form<T> form, Look look) implements Kind<T> {

  /** A plain value that only its form can tell from others. */
  public Scalar(String label, Form<T> form) {
    this(label, form, Look.ANY);
  }

  /** How a text becomes a value. */
  public interface Form<T> {
    /**
     * The value.
     *
     * @throws Malformed when the text is not of this form
     */
    T parse(Text text) throws Malformed;
  }

  /** Whether what YAML takes for no value is a word here. */
  private boolean isWord(YamlNode.Plain plain) {
    return look instanceof Look.Words words && words.words().contains(plain.text());
  }

  /** This value turned into another, which always succeeds. */
  public <R> Scalar<R> map(Function<T, R> function) {
    return new Scalar<>(label, text -> function.apply(form.parse(text)), look);
  }

  @Override
  public Optional<T> read(YamlNode node, Place key, Reading reading) {
    if (!reading.takes(node, key)) {
      return Optional.empty();
    }
    if (!(node instanceof YamlNode.Plain plain)) {
      String inQuotes = node.isInline() ? ", in quotes if it holds brackets" : "";
      reading.wrongKind(node, key, "a plain value", "write " + label + inQuotes);
      return Optional.empty();
    }
    Place place = Reading.at(node, key);
    try {
      if (node.isNull() && !isWord(plain)) {
        throw new Malformed("there is no value here", "write " + label + ", or remove the key");
      }
      return Optional.of(form.parse(reading.references().resolve(plain.text())));
    } catch (Malformed e) {
      reading.add(e.code(), place, String.valueOf(e.getMessage()), e.suggestion());
      return Optional.empty();
    }
  }
}
