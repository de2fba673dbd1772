/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was probably meant to be. */
public final class Spelling {
  private static final int LONGEST_WORD = 64;
  private static final int SHORTEST_PREFIX = 4;
  private static final int FAR = Integer.MAX_VALUE;

  private Spelling() {}

  /** The known word nearest to the written one, or empty when none is near. */
  public static Optional<String> nearest(String written, Collection<String> known) {
    if (written.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    String word = plain(written);
    String nearest = "";
    int least = FAR;
    for (String candidate : known) {
      int distance = nearness(word, plain(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return least == FAR ? Optional.empty() : Optional.of(nearest);
  }

  private static String plain(String word) {
    StringBuilder plain = new StringBuilder(word.length());
    for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** The number of slips between two words, or FAR when there are too many to be slips. */
  private static int nearness(String word, String candidate) {
    int shorter = Math.min(word.length(), candidate.length());
    boolean longer =
        shorter >= SHORTEST_PREFIX && (word.startsWith(candidate) || candidate.startsWith(word));
    int most = Math.max(1, shorter / 3);
    int difference = Math.abs(word.length() - candidate.length());
    if (longer || shorter < 2 || difference > most) {
      return longer ? difference : FAR;
    }
    int distance = distance(word, candidate);
    return distance <= most ? distance : FAR;
  }

  /** How many letters must be added, removed, replaced or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (isSwap(a, i, b, j)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
