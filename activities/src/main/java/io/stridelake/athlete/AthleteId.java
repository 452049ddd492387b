package io.stridelake.athlete;

/**
 * The stable id of one person in the company.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._-]}
 */
public record AthleteId(String value) implements Comparable<AthleteId> {
  private static final int MOST_CHARACTERS = 64;

  public AthleteId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "athlete id '" + value + "' (expected 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
  }

  /** Whether the text may be an athlete id. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isValid(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValid(char character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '_'
        || character == '-';
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
