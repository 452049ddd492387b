package io.stridelake.athlete;

import java.util.regex.Pattern;

/**
 * The stable id of one person in the company.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._-]}
 */
public record AthleteId(String value) implements Comparable<AthleteId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public AthleteId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "athlete id '" + value + "' (expected 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
  }

  /** Whether the text may be an athlete id. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** Orders by the text, character by character. */
  @Override
  public int compareTo(AthleteId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
