package io.stridelake.ingest.strava;

import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** The id of our push subscription, once it is known. Thread-safe. */
@Singleton
public final class Subscription {
  private static final long UNKNOWN = -1;

  private volatile long id = UNKNOWN;

  /** The id, empty until it is known. */
  public OptionalLong id() {
    long current = id;
    return current == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(current);
  }

  void learn(long found) {
    id = found;
  }
}
