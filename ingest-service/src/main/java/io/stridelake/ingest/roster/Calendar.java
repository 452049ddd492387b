package io.stridelake.ingest.roster;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;

/** Knows which day it is for the company. */
@Singleton
public final class Calendar {
  private final RosterConfig config;
  private final Clock clock;

  Calendar(RosterConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Today in the configured zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), config.zone());
  }
}
