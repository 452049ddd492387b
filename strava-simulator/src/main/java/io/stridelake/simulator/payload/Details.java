package io.stridelake.simulator.payload;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Chance;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.company.SportProfile;
import org.jspecify.annotations.Nullable;

/** What a payload holds beyond the truth: everything drawn from the activity's id. */
record Details(
    boolean located,
    Track summaryTrack,
    double averageSpeed,
    double burst,
    double cadence,
    int temperature,
    double heartrate,
    double effort,
    double elevation,
    int achievements,
    int kudos,
    int together,
    int photos,
    @Nullable Integer workoutType,
    @Nullable String gear,
    String externalId) {
  private static final Track NONE = new Track("", 0, 0, 0, 0);

  static Details of(Activity activity, Athlete athlete) {
    Chance chance = Payloads.chance(activity, 1);
    SportProfile sport = SportProfile.of(activity.sportType());
    double metres = activity.metres() == null ? 0 : activity.metres().doubleValue();
    boolean located =
        metres > 0 && !activity.is(Flag.MANUAL) && !activity.is(Flag.TRAINER) && !sport.indoors();
    boolean device = !activity.is(Flag.MANUAL);
    double speed = activity.movingSeconds() == 0 ? 0 : metres / activity.movingSeconds();
    return new Details(
        located,
        located ? track(activity, athlete, metres, points(chance, metres, 1_150)) : NONE,
        speed,
        device ? chance.between(1.3, 2.4) : 0,
        device && speed > 0 && !activity.is(Flag.SPARSE) ? chance.normal(78, 5) : 0,
        (int) chance.normal(15, 8),
        Math.clamp(chance.normal(138, 16), 84, 188),
        chance.between(.4, 1.6),
        chance.between(8.0, 320.0),
        located ? Math.max(0, chance.between(-4, 7)) : 0,
        chance.count(6),
        chance.hits(.85) ? 1 : chance.between(2, 12),
        chance.hits(.15) ? chance.between(1, 6) : 0,
        sport.oldType().equals("Ride") ? Integer.valueOf(10) : null,
        chance.hits(.4) && speed > 0 ? "g" + chance.between(3_000_000, 26_000_000) : null,
        "garmin_ping_" + chance.between(300_000_000_000L, 499_000_000_000L));
  }

  /** The track of the detailed form, which starts where the summary does. */
  Track track(Activity activity, Athlete athlete) {
    if (!located || activity.metres() == null) {
      return NONE;
    }
    double metres = activity.metres().doubleValue();
    int points = points(Payloads.chance(activity, 5), metres, 4_600);
    return track(activity, athlete, metres, points);
  }

  private static int points(Chance chance, double metres, int limit) {
    double wanted = limit / 4.6 * Math.min(1, .55 + metres / 22_000) * chance.between(.8, 1.0);
    return (int) Math.max(12, wanted);
  }

  private static Track track(Activity activity, Athlete athlete, double metres, int points) {
    // The same source for both tracks, and so the same start.
    Chance chance = Payloads.chance(activity, 2);
    double latitude = athlete.home().latitude() + chance.normal(0, .03);
    double longitude = athlete.home().longitude() + chance.normal(0, .04);
    return Track.wander(chance, latitude, longitude, metres, points);
  }
}
