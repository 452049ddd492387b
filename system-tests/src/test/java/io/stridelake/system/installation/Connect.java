package io.stridelake.system.installation;

import java.net.URI;

/** Connects athletes as a browser does: by following redirects, with the cookie. */
public final class Connect {
  private Connect() {}

  /**
   * Connects an athlete of the simulator, who allows everything that is asked for.
   *
   * @param athlete the simulator's id
   */
  public static void athlete(Installation installation, String athlete) {
    Http http = installation.http();
    Http.Answer departure = http.get(installation.ingestUrl() + "/connect/strava").expect(302);
    String cookie = departure.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    String page = departure.header("Location").orElseThrow() + "&simulate_athlete=" + athlete;
    Http.Answer consent = http.get(page);
    if (consent.status() / 100 != 3) {
      throw new AssertionError("authorize answered " + consent.status() + ": " + consent.text());
    }
    URI back = URI.create(consent.header("Location").orElseThrow());
    http.get(back.toString(), "Cookie", cookie).expect(303);
  }
}
