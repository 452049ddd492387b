package io.stridelake.ingest.quota;

import java.time.Duration;
import java.time.Instant;

/** The windows after which the provider counts anew, by its clock, in UTC. */
enum Window {
  QUARTER_HOUR(Duration.ofMinutes(15)),
  DAY(Duration.ofDays(1));

  private final long seconds;

  Window(Duration length) {
    this.seconds = length.toSeconds();
  }

  /** The number of the window in which the moment lies. */
  long numberAt(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), seconds);
  }

  /** When the window with this number ends. */
  Instant endOf(long number) {
    return Instant.ofEpochSecond((number + 1) * seconds);
  }
}
