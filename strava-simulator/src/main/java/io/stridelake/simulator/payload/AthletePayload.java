package io.stridelake.simulator.payload;

import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Chance;

/** Renders athletes: the summary of the token answer, the detailed form of {@code GET /athlete}. */
public final class AthletePayload {
  private static final String PICTURES = "https://dgalywyr863hv.cloudfront.net/pictures/athletes/";

  private AthletePayload() {}

  public static String summary(Athlete athlete) {
    JsonText json = new JsonText().begin();
    common(json, athlete, 2);
    return json.end().toString();
  }

  public static String detailed(Athlete athlete) {
    Chance chance = Chance.of(athlete.stravaId(), 9);
    JsonText json = new JsonText().begin();
    common(json, athlete, 3);
    json.flag("blocked", false)
        .flag("can_follow", true)
        .number("follower_count", chance.between(0, 300))
        .number("friend_count", chance.between(0, 300))
        .number("mutual_friend_count", 0)
        .number("athlete_type", chance.between(0, 2))
        .text("date_preference", "%m/%d/%Y")
        .text("measurement_preference", "meters")
        .raw("clubs", "[]")
        .none("ftp")
        .number("weight", chance.between(50.0, 98.0), 1)
        .raw("bikes", "[]")
        .raw("shoes", "[]");
    return json.end().toString();
  }

  private static void common(JsonText json, Athlete athlete, int resourceState) {
    String pictures = PICTURES + athlete.stravaId() + "/7677115/2/";
    json.number("id", athlete.stravaId())
        .text("username", athlete.username())
        .number("resource_state", resourceState)
        .text("firstname", athlete.firstName())
        .text("lastname", athlete.lastName())
        .none("bio")
        .text("city", athlete.home().name())
        .none("state")
        .text("country", athlete.home().country())
        .none("sex")
        .flag("premium", false)
        .flag("summit", false)
        .text("created_at", "2017-11-28T19:05:35Z")
        .text("updated_at", "2025-09-27T12:57:32Z")
        .number("badge_type_id", 0)
        .text("profile_medium", pictures + "medium.jpg")
        .text("profile", pictures + "large.jpg")
        .none("friend", "follower");
  }
}
