package io.stridelake.standalone;

import java.util.Locale;

/** What a data folder is for. */
public enum Mode {
  /** With the simulated Strava and company. */
  DEMO,
  /** On one machine, for real. */
  UP,
  /** Services as processes of their own. */
  SERVICES;

  /** The word in {@code stridelake.json}, also the folder's name under {@code .stride}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
