package io.stridelake.topics;

import java.util.Locale;

/** How a raw record came into the lake. */
public enum Origin {
  /** A provider's event made us fetch it. */
  WEBHOOK,
  /** Fetched with the history of an account. */
  BACKFILL,
  /** A file that the athlete sent. */
  UPLOAD,
  /** A piece of an archive. */
  IMPORT,
  /** A dead letter sent through again. */
  RERUN;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The word in headers. */
  public String text() {
    return text;
  }

  /**
   * The origin with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Origin ofText(String text) {
    for (Origin origin : values()) {
      if (origin.text().equals(text)) {
        return origin;
      }
    }
    throw new IllegalArgumentException("origin '" + text + "' is unknown");
  }
}
