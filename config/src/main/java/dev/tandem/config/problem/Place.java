/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.problem;

/**
 * A place in the file.
 *
 * @param line counted from 1; 0 for the file as a whole
 * @param column in characters, counted from 1; 0 for the file as a whole
 * @param path the keys down to it, parted by dots; empty for the whole file
 */
public record Place(int line, int column, String path) {
  /** The file as a whole. */
  public static final Place FILE = new Place(0, 0, "");

  private static final int LONGEST_KEY = 100;

  /** The path of a key below this one, at the position of this one; an endless key is cut. */
  public Place child(String key) {
    String name = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "...";
    return new Place(line, column, path.isEmpty() ? name : path + '.' + name);
  }

  /** The path of a list's item, counted from 0, at the position of the list. */
  public Place item(int index) {
    return new Place(line, column, path + '[' + index + ']');
  }

  /** The same path at another position. */
  public Place at(int otherLine, int otherColumn) {
    return new Place(otherLine, otherColumn, path);
  }
}
