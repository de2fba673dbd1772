/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a transform is for, with an example that a test can run.
 *
 * @param signature the name and the parameters: {@code substring(from, length?)}, where {@code ?}
 *     marks one that may be left out and {@code ...} one that may be repeated
 * @param meaning one sentence
 * @param call how tandem.yaml spells the example
 * @param input the example's value before
 * @param output and after
 */
public record TransformDescription(
    String signature, String meaning, String call, String input, String output) {
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9_]{0,63})(?:\\(([a-z0-9_=?., ]{1,200})\\))?");

  /** Checks the signature. */
  public TransformDescription {
    if (!FORM.matcher(signature).matches()) {
      throw new IllegalArgumentException(
          Shown.of(signature) + " is no signature: write name or name(parameter, parameter?)");
    }
  }

  /** The name alone. */
  public String name() {
    int end = signature.indexOf('(');
    return end < 0 ? signature : signature.substring(0, end);
  }

  /** The parameters as the signature spells them. */
  public List<String> parameters() {
    Matcher form = FORM.matcher(signature);
    String list = form.matches() ? form.group(2) : null;
    return list == null ? List.of() : List.of(list.split(", *"));
  }

  int leastArguments() {
    return (int) parameters().stream().filter(parameter -> !parameter.endsWith("?")).count();
  }

  int mostArguments() {
    boolean repeated = parameters().stream().anyMatch(parameter -> parameter.endsWith("..."));
    return repeated ? Integer.MAX_VALUE : parameters().size();
  }
}
