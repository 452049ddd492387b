package io.stridelake.simulator.payload;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Chance;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.company.SportProfile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Renders activities with the fields, sizes and quirks of recorded answers. The same activity gives
 * the same bytes each time; after an edit only what it touched differs.
 */
public final class Payloads {
  /** Says UTC also for local times: that is Strava's quirk. */
  private static final DateTimeFormatter FALSE_ZULU =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private Payloads() {}

  /** An element of the activity list: 1 to 2.6 KB. */
  public static String summary(Activity activity, Athlete athlete) {
    JsonText json = new JsonText().begin().number("resource_state", 2);
    common(json, activity, athlete, Details.of(activity, athlete), false);
    return json.end().toString();
  }

  /** An activity asked for by its id: 1 to 79 KB, about 6 in the median. */
  public static String detailed(Activity activity, Athlete athlete) {
    JsonText json = new JsonText().begin().number("resource_state", 3);
    Details details = Details.of(activity, athlete);
    common(json, activity, athlete, details, true);
    DetailedPart.write(json, activity, athlete, details);
    return json.end().toString();
  }

  static String time(Instant start) {
    return FALSE_ZULU.format(start.atOffset(ZoneOffset.UTC));
  }

  static String localTime(Activity activity, int secondsAfter) {
    return FALSE_ZULU.format(activity.startLocal().plusSeconds(secondsAfter));
  }

  private static void common(
      JsonText json, Activity activity, Athlete athlete, Details details, boolean detailed) {
    json.begin("athlete").number("id", athlete.stravaId()).number("resource_state", 1).end();
    json.text("name", activity.name());
    figures(json, activity);
    sport(json, activity, details);
    json.number("id", activity.id());
    times(json, activity);
    json.none("location_city", "location_state", "location_country");
    counts(json, details);
    map(json, activity, athlete, details, detailed);
    flags(json, activity, details);
    sensors(json, activity, details);
    upload(json, activity, details);
    json.flag("from_accepted_tag", false)
        .number("pr_count", details.achievements() / 3)
        .number("total_photo_count", details.photos())
        .flag("has_kudoed", false);
    if (activity.is(Flag.HEARTRATE)) {
      json.number("suffer_score", activity.movingSeconds() / 60 * details.effort(), 1);
    }
  }

  private static void figures(JsonText json, Activity activity) {
    if (activity.metres() != null) {
      json.number("distance", activity.metres());
    }
    json.number("moving_time", activity.movingSeconds())
        .number("elapsed_time", activity.elapsedSeconds())
        .number("total_elevation_gain", activity.climb());
  }

  private static void sport(JsonText json, Activity activity, Details details) {
    json.text("type", SportProfile.of(activity.sportType()).oldType());
    if (!activity.is(Flag.OLD_FORM)) {
      json.text("sport_type", activity.sportType());
    }
    if (!activity.is(Flag.SPARSE)) {
      Integer workout = details.workoutType();
      if (workout == null) {
        json.none("workout_type");
      } else {
        json.number("workout_type", workout);
      }
    }
  }

  private static void times(JsonText json, Activity activity) {
    int standard = activity.zone().getRules().getStandardOffset(activity.start()).getTotalSeconds();
    String zone =
        "(GMT%s%02d:%02d) %s"
            .formatted(
                standard < 0 ? "-" : "+",
                Math.abs(standard) / 3600,
                Math.abs(standard) / 60 % 60,
                activity.zone().getId());
    json.text("start_date", time(activity.start()))
        .text("start_date_local", localTime(activity, 0))
        .text("timezone", zone)
        .number("utc_offset", activity.offset().getTotalSeconds(), 1);
  }

  private static void counts(JsonText json, Details details) {
    json.number("achievement_count", details.achievements())
        .number("kudos_count", details.kudos())
        .number("comment_count", details.kudos() / 9)
        .number("athlete_count", details.together())
        .number("photo_count", 0);
  }

  private static void map(
      JsonText json, Activity activity, Athlete athlete, Details details, boolean detailed) {
    json.begin("map").text("id", "a" + activity.id());
    if (detailed) {
      json.text("polyline", details.track(activity, athlete).polyline());
    }
    json.text("summary_polyline", details.summaryTrack().polyline())
        .number("resource_state", detailed ? 3 : 2)
        .end();
  }

  private static void flags(JsonText json, Activity activity, Details details) {
    boolean onlyMe = activity.is(Flag.ONLY_ME);
    json.flag("trainer", activity.is(Flag.TRAINER))
        .flag("commute", activity.is(Flag.COMMUTE))
        .flag("manual", activity.is(Flag.MANUAL))
        .flag("private", onlyMe);
    json.text(
            "visibility",
            onlyMe ? "only_me" : activity.is(Flag.FOLLOWERS_ONLY) ? "followers_only" : "everyone")
        .flag("flagged", activity.is(Flag.FLAGGED))
        .text("gear_id", details.gear());
    if (details.located()) {
      Track track = details.summaryTrack();
      json.position("start_latlng", track.startLatitude(), track.startLongitude())
          .position("end_latlng", track.endLatitude(), track.endLongitude());
    } else {
      json.raw("start_latlng", "[]").raw("end_latlng", "[]");
    }
  }

  private static void sensors(JsonText json, Activity activity, Details details) {
    double speed = details.averageSpeed();
    json.number("average_speed", speed, 3).number("max_speed", speed * details.burst(), 3);
    if (details.cadence() > 0) {
      json.number("average_cadence", details.cadence(), 1)
          .number("average_temp", (long) details.temperature());
    }
    boolean heart = activity.is(Flag.HEARTRATE);
    json.flag("has_heartrate", heart);
    if (heart) {
      json.number("average_heartrate", details.heartrate(), 1)
          .number("max_heartrate", Math.floor(details.heartrate() * 1.16), 1);
    }
    json.flag("heartrate_opt_out", false).flag("display_hide_heartrate_option", heart);
    if (details.located() && !activity.is(Flag.SPARSE)) {
      double climb = activity.climb().doubleValue();
      json.number("elev_high", details.elevation() + Math.min(climb, 900) / 2, 1)
          .number("elev_low", details.elevation() - Math.min(climb, 200) / 8, 1);
    }
  }

  private static void upload(JsonText json, Activity activity, Details details) {
    if (activity.is(Flag.MANUAL)) {
      json.none("upload_id", "external_id");
      return;
    }
    long upload = activity.id() + 1_083_785_000L;
    json.number("upload_id", upload);
    if (!activity.is(Flag.SPARSE)) {
      json.text("upload_id_str", Long.toString(upload));
    }
    json.text("external_id", details.externalId());
  }

  /** A list of already rendered elements. */
  public static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  static Chance chance(Activity activity, int salt) {
    return Chance.of(activity.id(), salt);
  }
}
