/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.onText;
import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.textOnly;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Text into text. Characters are code points throughout, as in the type {@code string(n)}. */
final class TextTransforms {
  private static final int LONGEST = 1_000_000_000;
  private static final int WIDEST_PAD = 10_000;
  private static final int MOST_MARKS = 1_000;

  private TextTransforms() {}

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "lowercase",
            "Makes every letter of any alphabet small.",
            "lowercase",
            "ÄRGER",
            "ärger",
            arguments -> textOnly(text -> text.toLowerCase(Locale.ROOT))),
        BuiltIn.of(
            "uppercase",
            "Makes every letter of any alphabet large; a ß becomes SS.",
            "uppercase",
            "straße",
            "STRASSE",
            arguments -> textOnly(text -> text.toUpperCase(Locale.ROOT))),
        BuiltIn.of(
            "trim",
            "Cuts blanks at both ends; the no-break space and all others of Unicode are blanks.",
            "trim",
            "  a b  ",
            "a b",
            arguments -> textOnly(text -> Blanks.trim(text, true, true))),
        BuiltIn.of(
            "trim_start",
            "Cuts blanks at the start.",
            "trim_start",
            "  a b ",
            "a b ",
            arguments -> textOnly(text -> Blanks.trim(text, true, false))),
        BuiltIn.of(
            "trim_end",
            "Cuts blanks at the end.",
            "trim_end",
            " a b  ",
            " a b",
            arguments -> textOnly(text -> Blanks.trim(text, false, true))),
        BuiltIn.of(
            "collapse_blanks",
            "Makes one space of each run of blanks, and cuts those at both ends.",
            "collapse_blanks",
            " a   b ",
            "a b",
            arguments -> textOnly(Blanks::collapse)),
        BuiltIn.of(
            "substring(from, length?)",
            "Keeps so many characters from a place counted from 0, fewer when there are no more.",
            "substring(0, 3)",
            "Stuttgart",
            "Stu",
            TextTransforms::substring),
        BuiltIn.of(
            "split(separator, index)",
            "Keeps one of the pieces between separators, counted from 0, or with a negative index"
                + " from the end; a missing piece is NULL.",
            "split(';', -1)",
            "a;b;c",
            "c",
            TextTransforms::split),
        BuiltIn.of(
            "replace(text, by)",
            "Puts one text in the place of another wherever that stands, as it is spelled.",
            "replace('/', '-')",
            "2018/06",
            "2018-06",
            TextTransforms::replace),
        BuiltIn.of(
            "prefix(text)",
            "Puts a text before the value.",
            "prefix(C-)",
            "0815",
            "C-0815",
            arguments -> prefix(arguments.text(0), "")),
        BuiltIn.of(
            "suffix(text)",
            "Puts a text behind the value.",
            "suffix(-DE)",
            "0815",
            "0815-DE",
            arguments -> prefix("", arguments.text(0))),
        BuiltIn.of(
            "pad_start(length, character)",
            "Puts a character before the value until it is so many characters long.",
            "pad_start(8, 0)",
            "4711",
            "00004711",
            TextTransforms::padStart),
        BuiltIn.of(
            "digits",
            "Keeps 0 to 9 only; refuses digits of other scripts, which would be lost.",
            "digits",
            "12-34 56",
            "123456",
            arguments -> onText(TextTransforms::digits)),
        BuiltIn.of(
            "nfc",
            "Composes letters and accents as Unicode's form NFC has them.",
            "nfc",
            "u\u0308",
            "\u00fc",
            arguments -> onText(TextTransforms::compose)),
        BuiltIn.of(
            "strip_nul",
            "Removes the character U+0000, which PostgreSQL cannot store.",
            "strip_nul",
            "a\u0000b",
            "ab",
            arguments -> textOnly(text -> text.replace("\u0000", ""))));
  }

  private static Transform substring(Arguments arguments) throws MalformedTransform {
    int from = arguments.number(0, 0, LONGEST);
    int length = arguments.has(1) ? arguments.number(1, 0, LONGEST) : LONGEST;
    return textOnly(
        text -> {
          int start = after(text, 0, from);
          return text.substring(start, after(text, start, length));
        });
  }

  /** Where so many characters end, at most the end of the text. */
  private static int after(String text, int start, int characters) {
    int at = start;
    for (int i = 0; i < characters && at < text.length(); i++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static Transform split(Arguments arguments) throws MalformedTransform {
    String separator = arguments.someText(0);
    int index = arguments.number(1, -LONGEST, LONGEST);
    return onText(
        text -> index < 0 ? fromEnd(text, separator, -index) : piece(text, separator, index));
  }

  private static Value piece(String text, String separator, int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      int found = text.indexOf(separator, start);
      if (found < 0) {
        return Value.NULL;
      }
      start = found + separator.length();
    }
    int end = text.indexOf(separator, start);
    return new Value.Text(text.substring(start, end < 0 ? text.length() : end));
  }

  /** Counts first: from the end, separators that overlap would be found in other places. */
  private static Value fromEnd(String text, String separator, int index) {
    int pieces = 1;
    for (int at = text.indexOf(separator); at >= 0; ) {
      pieces++;
      at = text.indexOf(separator, at + separator.length());
    }
    return index > pieces ? Value.NULL : piece(text, separator, pieces - index);
  }

  private static Transform replace(Arguments arguments) throws MalformedTransform {
    String replaced = arguments.someText(0);
    String by = arguments.text(1);
    return textOnly(text -> text.replace(replaced, by));
  }

  private static Transform prefix(String before, String behind) {
    return textOnly(text -> before + text + behind);
  }

  private static Transform padStart(Arguments arguments) throws MalformedTransform {
    int length = arguments.number(0, 1, WIDEST_PAD);
    String character = Character.toString(arguments.character(1));
    return textOnly(
        text -> {
          int missing = length - text.codePointCount(0, text.length());
          return missing <= 0 ? text : character.repeat(missing) + text;
        });
  }

  private static Value digits(String text) throws Refused {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c >= '0' && c <= '9') {
        digits.append((char) c);
      } else if (Character.isDigit(c)) {
        throw refused("a digit of another script than 0 to 9 would be lost");
      }
    }
    return new Value.Text(digits.toString());
  }

  /** Putting marks into order takes time by the square of their number, so it is bounded. */
  private static Value compose(String text) throws Refused {
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        throw refused("more than " + MOST_MARKS + " combining marks on one character");
      }
    }
    return new Value.Text(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  private static boolean isMark(int c) {
    int kind = Character.getType(c);
    return kind == Character.NON_SPACING_MARK
        || kind == Character.COMBINING_SPACING_MARK
        || kind == Character.ENCLOSING_MARK;
  }
}
