package io.stridelake.simulator.control;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.NewActivity;
import org.jspecify.annotations.Nullable;

/** Bodies of control calls. */
final class Wishes {
  private Wishes() {}

  /** How many things shall happen per second. */
  @Serdeable
  record LiveRate(double rate) {}

  /** The code of a grant. */
  @Serdeable
  record Granted(String code) {}

  /** Who records what; an absent activity is left to chance. */
  @Serdeable
  record Recording(String athlete, @Nullable NewActivity activity) {}
}
