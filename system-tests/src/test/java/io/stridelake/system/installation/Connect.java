package io.stridelake.system.installation;

import java.net.URI;

/** Connects athletes as a browser does: by following redirects, with the cookie. */
public final class Connect {
  private static final int TRIES = 5;

  private Connect() {}

  /**
   * Connects an athlete of the simulator, who allows everything that is asked for; somebody who is
   * told to try again, as on a busy machine, does so.
   *
   * @param athlete the simulator's id
   */
  public static void athlete(Installation installation, String athlete) {
    Http.Answer end = once(installation, athlete);
    for (int tries = 1; end.status() == 503 && tries < TRIES; tries++) {
      end = once(installation, athlete);
    }
    end.expect(303);
  }

  private static Http.Answer once(Installation installation, String athlete) {
    Http http = installation.http();
    Http.Answer departure = http.get(installation.ingestUrl() + "/connect/strava").expect(302);
    String cookie = departure.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    String page = departure.header("Location").orElseThrow() + "&simulate_athlete=" + athlete;
    Http.Answer consent = http.get(page);
    if (consent.status() / 100 != 3) {
      throw new AssertionError("authorize answered " + consent.status() + ": " + consent.text());
    }
    URI back = URI.create(consent.header("Location").orElseThrow());
    return http.get(back.toString(), "Cookie", cookie);
  }
}
