/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import java.util.regex.Pattern;

/** Patterns with {@code %}, {@code _} and {@code [...]}. */
final class LikePattern {
  private LikePattern() {}

  static Term.Body bind(Term value, Term pattern) {
    return row -> {
      Object text = value.value(row);
      Object like = pattern.value(row);
      if (text == null || like == null) {
        return null;
      }
      return matches(text.toString(), like.toString());
    };
  }

  static boolean matches(String text, String like) {
    StringBuilder regex = new StringBuilder();
    int position = 0;
    while (position < like.length()) {
      char c = like.charAt(position);
      int close = c == '[' ? like.indexOf(']', position) : -1;
      if (close > position + 1) {
        String set = like.substring(position + 1, close);
        boolean negated = set.startsWith("^") && set.length() > 1;
        regex.append(negated ? "[^" : "[");
        regex.append(escaped(negated ? set.substring(1) : set)).append(']');
        position = close;
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
      position++;
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    return Pattern.compile(regex.toString(), flags).matcher(text).matches();
  }

  /** A set's characters, of which only the hyphen keeps its meaning. */
  private static String escaped(String set) {
    return set.replaceAll("([\\[\\]\\\\^&])", "\\\\$1");
  }
}
