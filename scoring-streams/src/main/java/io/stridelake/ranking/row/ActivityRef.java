package io.stridelake.ranking.row;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import java.util.Comparator;

/**
 * An activity as its day's row names it.
 *
 * @param microOfDay when it started, by the athlete's clock, in microseconds of the day
 * @param provider who sent it
 * @param externalId the provider's id of it
 * @param kind the kind of raw record
 */
public record ActivityRef(long microOfDay, String provider, String externalId, String kind)
    implements Comparable<ActivityRef> {
  private static final Comparator<ActivityRef> ORDER =
      Comparator.comparingLong(ActivityRef::microOfDay)
          .thenComparing(ActivityRef::provider)
          .thenComparing(ActivityRef::externalId)
          .thenComparing(ActivityRef::kind);

  /** The activity of a row. */
  public static ActivityRef of(ActivityKey key, ActivityRow.Known row) {
    return new ActivityRef(
        row.activity().localStart().toLocalTime().toNanoOfDay() / 1000,
        key.provider(),
        key.externalId(),
        key.kind());
  }

  /** Which activity, when it is this athlete's. */
  public ActivityKey key(AthleteId athlete) {
    return new ActivityKey(athlete, provider, externalId, kind);
  }

  /** Orders by start, then as keys do. */
  @Override
  public int compareTo(ActivityRef other) {
    return ORDER.compare(this, other);
  }
}
