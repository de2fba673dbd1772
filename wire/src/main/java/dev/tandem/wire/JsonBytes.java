/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Arrays;

/**
 * Reads JSON in UTF-8 from front to back for a caller that knows what must come next, as the reader
 * of raw records does, which spares the general tokens in between. It is as strict as RFC 8259.
 *
 * <p>Whoever asks for a value of another kind than {@link #kind} tells gets {@link MalformedJson}.
 */
final class JsonBytes extends JsonCursor {
  private static final int DEEPEST = 100;

  /** Whether the object that was begun last has had no member yet. */
  private boolean first;

  /** The last member's name as it is spelled, without its quotes. */
  private int nameStart;

  private int nameEnd;

  JsonBytes(byte[] json) {
    super(json);
  }

  /** What a value is, told by its first byte. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** The kind of the value that comes next, which is left where it is. */
  Kind kind() throws MalformedJson {
    skipBlanks();
    return switch (peek()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw malformed();
    };
  }

  /** Goes into the object that comes next. */
  void begin() throws MalformedJson {
    skipBlanks();
    expect('{');
    first = true;
  }

  /** A member's name as {@link #isNamed} knows it. */
  static byte[] name(String name) {
    return new SerializedString(name).asQuotedUTF8();
  }

  /**
   * Goes to the next member's value if it has that name, spelled as nearly all writers do and
   * without blanks; otherwise stays, for {@link #next} to go on.
   */
  boolean nextIs(byte[] name) {
    int start = at + (first ? 1 : 2);
    int end = start + name.length;
    boolean is =
        end + 1 < json.length
            && (first || json[at] == ',')
            && json[start - 1] == '"'
            && json[end] == '"'
            && json[end + 1] == ':'
            && Arrays.equals(json, start, end, name, 0, name.length);
    if (is) {
      nameStart = start;
      nameEnd = end;
      at = end + 2;
      first = false;
    }
    return is;
  }

  /** Goes to the next member's value, or leaves the object and returns false. */
  boolean next() throws MalformedJson {
    skipBlanks();
    if (skipIf('}')) {
      first = false;
      return false;
    }
    if (!first) {
      expect(',');
      skipBlanks();
    }
    int start = at + 1;
    skipString();
    nameStart = start;
    nameEnd = at - 1;
    skipBlanks();
    expect(':');
    first = false;
    return true;
  }

  /** Whether the member has that name, spelled as nearly all writers do. */
  boolean isNamed(byte[] name) {
    return Arrays.equals(json, nameStart, nameEnd, name, 0, name.length);
  }

  /** The member's name, however it is spelled. */
  String name() throws MalformedJson {
    int value = at;
    at = nameStart - 1;
    String name = string();
    at = value;
    return name;
  }

  /** Whether NULL comes next; then it is left behind. */
  boolean skipNull() throws MalformedJson {
    skipBlanks();
    if (peek() != 'n') {
      return false;
    }
    skipWord("null");
    return true;
  }

  /** Leaves the value that comes next behind, whatever it is. */
  void skip() throws MalformedJson {
    skip(DEEPEST);
  }

  /** The value that comes next as it is spelled, which is left behind. */
  byte[] slice() throws MalformedJson {
    skipBlanks();
    int start = at;
    skip();
    return Arrays.copyOfRange(json, start, at);
  }

  /** The member's name as it is spelled, with its quotes. */
  byte[] quotedName() {
    return Arrays.copyOfRange(json, nameStart - 1, nameEnd + 1);
  }

  private void skip(int depth) throws MalformedJson {
    if (depth == 0) {
      throw malformed();
    }
    switch (kind()) {
      case OBJECT -> skipObject(depth);
      case ARRAY -> skipArray(depth);
      case STRING -> skipString();
      case NUMBER -> skipNumber();
      case BOOLEAN -> bool();
      case NULL -> skipNull();
    }
  }

  private void skipObject(int depth) throws MalformedJson {
    begin();
    while (next()) {
      skip(depth - 1);
    }
  }

  private void skipArray(int depth) throws MalformedJson {
    expect('[');
    skipBlanks();
    if (skipIf(']')) {
      return;
    }
    skip(depth - 1);
    skipBlanks();
    while (!skipIf(']')) {
      expect(',');
      skip(depth - 1);
      skipBlanks();
    }
  }

  /** Nothing but blanks may follow. */
  void end() throws MalformedJson {
    skipBlanks();
    if (at < json.length) {
      throw malformed();
    }
  }
}
