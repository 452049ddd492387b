package io.stridelake.rules.document;

import java.util.Collection;

/** Helps to say what somebody may have meant. */
final class Words {
  private static final int LONGEST_QUOTE = 60;

  private Words() {}

  /** {@code ; did you mean 'x'?} if one of the words is near, otherwise nothing. */
  static String didYouMean(String word, Collection<String> words) {
    String nearest = "";
    int least = Math.max(1, Math.min(word.length(), 8) / 3) + 1;
    for (String candidate : words) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?";
  }

  /** The text for a message: one line of it, not too long. */
  static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }

  /**
   * How many letters must be put in, left out, replaced or swapped with their neighbour to make one
   * of the other, letter case aside; texts of very different lengths are just far.
   */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[][] least = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, least);
      }
    }
    return least[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] least) {
    boolean same = same(a, i, b, j);
    int steps = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
    steps = Math.min(steps, least[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j);
    return swapped ? Math.min(steps, least[i - 2][j - 2] + 1) : steps;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
