package io.stridelake.simulator.faults;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What goes wrong on purpose. Absent members are zero: nothing.
 *
 * @param slowMillis delay of each API and token answer
 * @param failRate share of API and token answers that are a 5xx
 * @param notFoundFirst how many times a new activity is not found after its create
 * @param notFoundMillis for how long a new activity is not found after its create
 * @param loseEventRate share of events that are never sent
 * @param duplicateEventRate share of events that are sent twice
 * @param reorderWindow among how many waiting events the next one is drawn; 0 keeps the order
 * @param forgedEvents how many forged events come with each real one, on average, at most 1
 */
@Serdeable
public record Faults(
    long slowMillis,
    double failRate,
    int notFoundFirst,
    long notFoundMillis,
    double loseEventRate,
    double duplicateEventRate,
    int reorderWindow,
    double forgedEvents) {
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);

  public Faults {
    if (slowMillis < 0 || notFoundFirst < 0 || notFoundMillis < 0 || reorderWindow < 0) {
      throw new IllegalArgumentException("counts and times of faults must not be negative");
    }
    rate(failRate);
    rate(loseEventRate);
    rate(duplicateEventRate);
    rate(forgedEvents);
  }

  private static void rate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("a rate of faults must be 0 to 1: " + rate);
    }
  }
}
