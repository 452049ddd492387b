package io.stridelake.activity;

/**
 * A kind of sport by its provider-agnostic name; Strava's {@code sport_type} words are the
 * vocabulary, and words it does not know are kept as they are.
 *
 * @param name 1 to 64 characters, no control characters
 */
public record Sport(String name) {
  private static final int MAX_LENGTH = 64;

  public Sport {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "sport of " + name.length() + " characters (expected 1 to 64, no control characters)");
    }
  }

  /** Whether the text may be the name of a sport. */
  public static boolean isValid(String name) {
    return !name.isBlank() && name.length() <= MAX_LENGTH && !hasControlCharacter(name);
  }

  private static boolean hasControlCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the activity took place on a machine or a screen rather than on the road. */
  public boolean isVirtual() {
    return name.startsWith("Virtual");
  }

  @Override
  public String toString() {
    return name;
  }
}
