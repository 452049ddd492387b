package io.stridelake.system.installation;

/**
 * A server that speaks Strava's contract.
 *
 * @param address its root, under which are {@code /api/v3} and {@code /oauth}
 */
public record Strava(String address) {
  public static final String CLIENT_ID = "system-client";
  public static final String CLIENT_SECRET = "system-secret";
}
