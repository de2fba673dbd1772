/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands between the parentheses of a transform, read and checked for its factory. */
public final class Arguments {
  private final TransformDescription description;
  private final List<Argument> arguments;

  private Arguments(TransformDescription description, List<Argument> arguments) {
    this.description = description;
    this.arguments = List.copyOf(arguments);
  }

  static Arguments of(TransformDescription description, List<Argument> arguments)
      throws MalformedTransform {
    Arguments checked = new Arguments(description, arguments);
    int least = description.leastArguments();
    int most = description.mostArguments();
    if (arguments.size() < least || arguments.size() > most) {
      throw checked.malformed("takes " + count(least, most) + ", not " + arguments.size());
    }
    return checked;
  }

  private static String count(int least, int most) {
    if (most == 0) {
      return "no arguments";
    } else if (most == Integer.MAX_VALUE) {
      return "at least " + (least == 1 ? "1 argument" : least + " arguments");
    } else if (least == 0) {
      return "at most " + most + (most == 1 ? " argument" : " arguments");
    } else if (least < most) {
      return least + " to " + most + " arguments";
    }
    return most == 1 ? "1 argument" : most + " arguments";
  }

  /** How many there are. */
  public int size() {
    return arguments.size();
  }

  /** Whether there is one at that place, from 0. */
  public boolean has(int index) {
    return index < arguments.size();
  }

  /** The text at that place, from 0, without its quotes. */
  public String text(int index) {
    return argument(index).text();
  }

  Argument argument(int index) {
    return arguments.get(index);
  }

  /**
   * The text at that place.
   *
   * @throws MalformedTransform when it is empty
   */
  public String someText(int index) throws MalformedTransform {
    if (text(index).isEmpty()) {
      throw malformed(parameter(index) + " must not be empty");
    }
    return text(index);
  }

  /**
   * The whole number at that place.
   *
   * @throws MalformedTransform when it is none or out of bounds
   */
  public int number(int index, int least, int most) throws MalformedTransform {
    String text = text(index);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // it is no number, or one too large: said below in the same words
    }
    throw wrong(index, "a whole number from " + least + " to " + most);
  }

  /**
   * The single character, of one code point, at that place.
   *
   * @throws MalformedTransform when it is none or several
   */
  public int character(int index) throws MalformedTransform {
    String text = text(index);
    if (text.isEmpty() || text.codePointCount(0, text.length()) > 1) {
      throw wrong(index, "one character");
    }
    return text.codePointAt(0);
  }

  /**
   * The word at that place: a constant of the enum, in small letters.
   *
   * @throws MalformedTransform when it is no such word
   */
  public <E extends Enum<E>> E word(int index, Class<E> words) throws MalformedTransform {
    String text = text(index);
    for (E word : words.getEnumConstants()) {
      if (spelling(word).equals(text)) {
        return word;
      }
    }
    throw wrong(
        index,
        "one of "
            + Arrays.stream(words.getEnumConstants())
                .map(Arguments::spelling)
                .collect(Collectors.joining(", ")));
  }

  private static String spelling(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  /** The exception for an argument that is not what it must be. */
  public MalformedTransform wrong(int index, String wanted) {
    return malformed(parameter(index) + " must be " + wanted + ", not " + Shown.of(text(index)));
  }

  /** The exception for arguments that do not do, with the transform's own example to follow. */
  public MalformedTransform malformed(String what) {
    return new MalformedTransform(
        description.name() + ": " + what,
        "write " + description.signature() + ", for example " + description.call());
  }

  /** What the signature calls the argument; a parameter that may be repeated calls all the rest. */
  private String parameter(int index) {
    String name = "";
    for (String parameter : description.parameters().subList(0, namedUpTo(index))) {
      name = parameter;
      if (parameter.endsWith("...")) {
        break;
      }
    }
    return name.replaceAll("[?.]+$", "");
  }

  private int namedUpTo(int index) {
    return Math.min(index + 1, description.parameters().size());
  }

  /**
   * One argument.
   *
   * @param text without quotes and escapes
   * @param quoted whether it begins with a quote
   * @param equals where in the text the first {@code =} outside of quotes stands, or -1
   */
  record Argument(String text, boolean quoted, int equals) {}
}
