package io.stridelake.query.partition;

import java.util.Locale;

/** What sums are made for. */
public enum Grouping {
  COMPANY,
  DEPARTMENTS,
  SPORTS;

  /** The word of the internal protocol. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
