package io.stridelake.calendar;

import java.util.Locale;
import java.util.Optional;

/** The five kinds of period that every board may have, besides the seasons of a rule set. */
public enum PeriodKind {
  DAY,
  WEEK,
  MONTH,
  YEAR,
  ALL;

  /** The name used in addresses and documents: the constant in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this name, if there is one. */
  public static Optional<PeriodKind> ofId(String id) {
    for (PeriodKind kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
