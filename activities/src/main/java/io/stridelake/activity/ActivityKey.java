package io.stridelake.activity;

import io.stridelake.athlete.AthleteId;

/**
 * Which activity a catalogue entry is about. One activity may have several entries, one per kind of
 * raw record (the provider's API, a row of its export, a file).
 *
 * @param athlete whose activity
 * @param provider who sent it, such as {@code strava}
 * @param externalId the provider's id of it
 * @param kind the kind of raw record, such as {@code activity}
 */
public record ActivityKey(AthleteId athlete, String provider, String externalId, String kind)
    implements Comparable<ActivityKey> {
  public ActivityKey {
    if (provider.isEmpty() || externalId.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException(
          "activity key of provider '%s', kind '%s', id '%s' (expected none empty)"
              .formatted(provider, kind, externalId));
    }
  }

  /** Orders by athlete, provider, external id and kind, each as text. */
  @Override
  public int compareTo(ActivityKey other) {
    int order = athlete.compareTo(other.athlete);
    if (order == 0) {
      order = provider.compareTo(other.provider);
    }
    if (order == 0) {
      order = externalId.compareTo(other.externalId);
    }
    return order == 0 ? kind.compareTo(other.kind) : order;
  }
}
