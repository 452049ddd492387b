package io.stridelake.simulator.payload;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Chance;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.company.SportProfile;

/** What the detailed form has and the summary has not. */
final class DetailedPart {
  private static final double MILE = 1_609.344;
  private static final String STATS_VISIBILITY =
      "[{\"type\":\"heart_rate\",\"visibility\":\"everyone\"},"
          + "{\"type\":\"pace\",\"visibility\":\"everyone\"},"
          + "{\"type\":\"power\",\"visibility\":\"everyone\"},"
          + "{\"type\":\"speed\",\"visibility\":\"everyone\"},"
          + "{\"type\":\"calories\",\"visibility\":\"everyone\"}]";
  private static final String[] EFFORTS = {"400m", "1/2 mile", "1K", "1 mile", "2 mile", "5K"};
  private static final int[] EFFORT_METRES = {400, 805, 1000, 1609, 3219, 5000};

  private DetailedPart() {}

  static void write(JsonText json, Activity activity, Athlete athlete, Details details) {
    Chance chance = Payloads.chance(activity, 3);
    json.text("description", chance.hits(.2) ? "Felt \"great\",\r\nwill do it again & again" : null)
        .number("calories", activity.movingSeconds() * chance.between(.08, .22), 1)
        .none("perceived_exertion", "prefer_perceived_exertion");
    segmentEfforts(json, activity, athlete, details, chance);
    if (details.located() && SportProfile.of(activity.sportType()).oldType().equals("Run")) {
      splits(json, "splits_metric", activity, details, 1_000);
      splits(json, "splits_standard", activity, details, MILE);
      bestEfforts(json, activity, athlete, details, chance);
    }
    if (!activity.is(Flag.MANUAL)) {
      laps(json, activity, athlete, details);
    }
    gear(json, details, chance);
    json.begin("photos").none("primary").number("count", details.photos()).end();
    json.raw("stats_visibility", STATS_VISIBILITY).flag("hide_from_home", false);
    if (!activity.is(Flag.MANUAL) && athlete.device() != null) {
      json.text("device_name", athlete.device());
    }
    json.text("embed_token", chance.hex(40));
    similar(json, details);
    json.list("available_zones");
    if (activity.is(Flag.HEARTRATE)) {
      json.item("heartrate");
    }
    json.item("pace").endList();
  }

  private static void segmentEfforts(
      JsonText json, Activity activity, Athlete athlete, Details details, Chance chance) {
    json.list("segment_efforts");
    int efforts = details.located() && chance.hits(.3) ? chance.between(1, 7) : 0;
    if (activity.metres() != null && activity.metres().doubleValue() > 40_000 && efforts > 0) {
      efforts += chance.between(0, 45);
    }
    for (int i = 0; i < efforts; i++) {
      int start = (int) (activity.movingSeconds() * (double) i / (efforts + 1));
      segmentEffort(json, activity, athlete, details, chance, start);
    }
    json.endList();
  }

  private static void segmentEffort(
      JsonText json,
      Activity activity,
      Athlete athlete,
      Details details,
      Chance chance,
      int start) {
    int seconds = chance.between(45, 500);
    double metres = details.averageSpeed() * seconds;
    String name = "Segment " + chance.hex(6) + " climb";
    // Effort ids go beyond what a double can hold exactly.
    json.begin().number("id", chance.between(1L << 58, 1L << 62)).number("resource_state", 2);
    json.text("name", name);
    owner(json, activity, athlete);
    span(json, activity, seconds, start);
    json.number("distance", metres, 1)
        .number("start_index", start)
        .number("end_index", start + seconds)
        .flag("device_watts", false);
    json.begin("segment")
        .number("id", chance.between(100_000, 38_000_000))
        .number("resource_state", 2)
        .text("name", name)
        .text("activity_type", SportProfile.of(activity.sportType()).oldType())
        .number("distance", metres, 1)
        .number("average_grade", chance.normal(1, 3), 1)
        .number("maximum_grade", chance.between(3.0, 18.0), 1)
        .number("elevation_high", details.elevation() + 20, 1)
        .number("elevation_low", details.elevation(), 1)
        .position(
            "start_latlng",
            details.summaryTrack().startLatitude(),
            details.summaryTrack().endLongitude())
        .position(
            "end_latlng",
            details.summaryTrack().endLatitude(),
            details.summaryTrack().startLongitude())
        .none("elevation_profile", "elevation_profiles")
        .number("climb_category", 0)
        .text("city", athlete.home().name())
        .none("state")
        .text("country", athlete.home().country())
        .flag("private", false)
        .flag("hazardous", false)
        .flag("starred", false)
        .end();
    json.none("pr_rank").raw("achievements", "[]").text("visibility", "everyone");
    json.none("kom_rank").flag("hidden", false).end();
  }

  private static void splits(
      JsonText json, String name, Activity activity, Details details, double length) {
    Chance chance = Payloads.chance(activity, (int) length);
    json.list(name);
    double rest = activity.metres() == null ? 0 : activity.metres().doubleValue();
    for (int split = 1; rest > 1; split++) {
      double metres = Math.min(rest, length);
      rest -= metres;
      double speed = details.averageSpeed() * chance.between(.9, 1.1);
      int seconds = (int) (metres / speed);
      json.begin()
          .number("distance", metres, 1)
          .number("elapsed_time", seconds)
          .number("elevation_difference", chance.normal(0, 6), 1)
          .number("moving_time", seconds)
          .number("split", split)
          .number("average_speed", speed, 2)
          .number("average_grade_adjusted_speed", speed * chance.between(.97, 1.06), 2);
      if (activity.is(Flag.HEARTRATE)) {
        json.precise("average_heartrate", details.heartrate() * chance.between(.93, 1.05));
      }
      json.number("pace_zone", chance.between(0, 4)).end();
    }
    json.endList();
  }

  private static void bestEfforts(
      JsonText json, Activity activity, Athlete athlete, Details details, Chance chance) {
    json.list("best_efforts");
    double metres = activity.metres() == null ? 0 : activity.metres().doubleValue();
    // Only fresh personal bests are elaborate; most runs list few.
    int listed = chance.hits(.35) ? EFFORTS.length : 2;
    for (int i = 0; i < listed && EFFORT_METRES[i] < metres; i++) {
      int seconds = (int) (EFFORT_METRES[i] / details.averageSpeed() * chance.between(.85, .97));
      json.begin()
          .number("id", chance.between(17_000_000_000L, 98_000_000_000L))
          .number("resource_state", 2)
          .text("name", EFFORTS[i]);
      owner(json, activity, athlete);
      span(json, activity, seconds, i * 7);
      json.number("distance", EFFORT_METRES[i]).none("pr_rank").raw("achievements", "[]");
      json.number("start_index", i * 7L).number("end_index", i * 7L + seconds).end();
    }
    json.endList();
  }

  private static void laps(JsonText json, Activity activity, Athlete athlete, Details details) {
    Chance chance = Payloads.chance(activity, 4);
    boolean distance = activity.metres() != null && activity.metres().signum() > 0;
    int laps = distance && chance.hits(.3) ? chance.between(2, 9) : 1;
    json.list("laps");
    int seconds = activity.movingSeconds() / laps;
    for (int lap = 1; lap <= laps; lap++) {
      json.begin()
          .number("id", activity.id() * 4 + lap)
          .number("resource_state", 2)
          .text("name", "Lap " + lap);
      owner(json, activity, athlete);
      span(json, activity, seconds, (lap - 1) * seconds);
      json.number("distance", details.averageSpeed() * seconds, 1)
          .number("average_speed", details.averageSpeed(), 2)
          .number("max_speed", details.averageSpeed() * details.burst(), 2)
          .number("lap_index", lap)
          .number("split", lap)
          .number("start_index", (lap - 1L) * seconds)
          .number("end_index", (long) lap * seconds)
          .number("total_elevation_gain", activity.climb().doubleValue() / laps, 1)
          .flag("device_watts", false);
      if (activity.is(Flag.HEARTRATE)) {
        json.number("average_heartrate", details.heartrate(), 1);
      }
      json.end();
    }
    json.endList();
  }

  private static void owner(JsonText json, Activity activity, Athlete athlete) {
    json.begin("activity")
        .number("id", activity.id())
        .text("visibility", activity.is(Flag.ONLY_ME) ? "only_me" : "everyone")
        .number("resource_state", 1)
        .end();
    json.begin("athlete").number("id", athlete.stravaId()).number("resource_state", 1).end();
  }

  private static void span(JsonText json, Activity activity, int seconds, int after) {
    json.number("elapsed_time", seconds)
        .number("moving_time", seconds)
        .text("start_date", Payloads.time(activity.start().plusSeconds(after)))
        .text("start_date_local", Payloads.localTime(activity, after));
  }

  private static void gear(JsonText json, Details details, Chance chance) {
    if (details.gear() == null) {
      return;
    }
    json.begin("gear")
        .text("id", details.gear())
        .flag("primary", false)
        .text("name", "Road Runner " + chance.between(1, 9))
        .none("nickname")
        .number("resource_state", 2)
        .flag("retired", false)
        .number("distance", chance.between(10_000, 990_000))
        .number("converted_distance", chance.between(10.0, 900.0), 1)
        .end();
  }

  private static void similar(JsonText json, Details details) {
    json.begin("similar_activities")
        .number("effort_count", 1)
        .precise("average_speed", details.averageSpeed())
        .precise("min_average_speed", details.averageSpeed())
        .precise("mid_average_speed", details.averageSpeed())
        .precise("max_average_speed", details.averageSpeed())
        .none("pr_rank", "frequency_milestone");
    json.begin("trend")
        .raw("speeds", "[]")
        .none("current_activity_index")
        .number("min_speed", 0)
        .number("mid_speed", 0)
        .number("max_speed", 0)
        .number("direction", 0)
        .end();
    json.number("resource_state", 2).end();
  }
}
