package io.stridelake.activity.reading;

import io.stridelake.activity.UnreadableReason;
import java.util.Map;

/** The readers, by provider and kind of record. */
public final class ActivityReaders {
  private final Map<Source, ActivityReader> readers;

  private ActivityReaders(Map<Source, ActivityReader> readers) {
    this.readers = Map.copyOf(readers);
  }

  /** All readers that there are. */
  public static ActivityReaders standard() {
    return new ActivityReaders(
        Map.of(new Source("strava", "activity"), new StravaActivityReader()));
  }

  /** Whether somebody reads this provider's records of this kind. */
  public boolean knows(String provider, String kind) {
    return readers.containsKey(new Source(provider, kind));
  }

  /** Reads a raw record with the reader for its provider and kind; throws nothing. */
  public Reading read(String provider, String kind, String externalId, byte[] payload) {
    ActivityReader reader = readers.get(new Source(provider, kind));
    return reader == null
        ? new Reading.Failed(
            UnreadableReason.UNKNOWN_KIND, "nobody reads records of this provider and kind")
        : reader.read(externalId, payload);
  }

  private record Source(String provider, String kind) {}
}
