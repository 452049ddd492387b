package io.stridelake.rules;

import java.util.Locale;

/** What a board ranks. */
public enum BoardSubject {
  ATHLETES,
  DEPARTMENTS,
  SPORTS;

  /** The word used in documents and addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
