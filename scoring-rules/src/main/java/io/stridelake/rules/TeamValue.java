package io.stridelake.rules;

import java.util.Locale;

/** How the athletes of a department make one number. */
public enum TeamValue {
  SUM,
  MEAN;

  /** The word used in documents and addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
