package io.stridelake.ranking.row;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * An activity that is in a season's sums, and what it said when they were taken.
 *
 * @param provider who sent it
 * @param externalId the provider's id of it
 * @param kind the kind of raw record
 * @param digest equal for activities that say the same
 */
public record CountedActivity(String provider, String externalId, String kind, long digest) {
  private static final Hasher64 HASHER = Hashing.komihash5_0();

  /** The activity as it is now. */
  public static CountedActivity of(ActivityKey key, Activity activity) {
    return new CountedActivity(key.provider(), key.externalId(), key.kind(), digest(activity));
  }

  /** Kept for ever in locked seasons: what goes in, and in which order, never changes. */
  private static long digest(Activity activity) {
    Instant start = activity.start();
    Activity.Flags flags = activity.flags();
    Double heartrate = activity.averageHeartrate();
    return HASHER
        .hashStream()
        .putString(activity.sport().name())
        .putLong(activity.localStart().toEpochSecond(ZoneOffset.UTC))
        .putInt(activity.localStart().getNano() / 1000)
        .putLong(start == null ? Long.MIN_VALUE : start.getEpochSecond())
        .putLong(activity.distance().micrometres())
        .putLong(activity.moving().toMillis())
        .putLong(activity.elapsed().toMillis())
        .putLong(activity.climbed().micrometres())
        .putDouble(activity.speed().average())
        .putDouble(activity.speed().max())
        .putDouble(heartrate == null ? -1 : heartrate)
        .putBoolean(flags.manual())
        .putBoolean(flags.trainer())
        .putBoolean(flags.commute())
        .putBoolean(flags.privately())
        .putBoolean(flags.flagged())
        .getAsLong();
  }
}
