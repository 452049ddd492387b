package io.stridelake.simulator.limits;

import io.micronaut.serde.annotation.Serdeable;

/** How many calls an app may make: all and reads, each in a quarter of an hour and in a day. */
@Serdeable
public record Limits(int overallQuarter, int overallDaily, int readQuarter, int readDaily) {
  public Limits {
    if (overallQuarter < 1 || overallDaily < 1 || readQuarter < 1 || readDaily < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
