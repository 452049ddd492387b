package io.stridelake.rules;

import java.util.Locale;

/** What orders a board, from counted activities only. */
public enum Metric {
  /** Points granted. */
  POINTS,
  /** Kilometres, never capped. */
  KM,
  /** Minutes of scored time, never capped. */
  MINUTES,
  /** Metres climbed, never capped. */
  METRES_CLIMBED,
  /** How many activities. */
  ACTIVITIES,
  /** Distinct local dates with an activity. */
  ACTIVE_DAYS,
  /** The most consecutive local dates with an activity, inside the period; of athletes only. */
  LONGEST_STREAK;

  /** The word used in documents and addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
