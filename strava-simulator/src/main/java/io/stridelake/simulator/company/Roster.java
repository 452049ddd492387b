package io.stridelake.simulator.company;

import java.util.Collection;
import java.util.stream.Collectors;

/** The company in the form of a Stridelake roster: CSV after RFC 4180. */
public final class Roster {
  private static final String HEADER = "athlete,name,department,account,visibility\r\n";

  private Roster() {}

  public static String csv(Collection<Athlete> athletes) {
    return athletes.stream().map(Roster::row).collect(Collectors.joining("", HEADER, ""));
  }

  private static String row(Athlete athlete) {
    String department = athlete.department();
    return String.join(
            ",",
            athlete.athlete(),
            quoted(athlete.name()),
            department == null ? "" : quoted(department),
            "strava:" + athlete.stravaId(),
            athlete.hidden() ? "hidden" : "shown")
        + "\r\n";
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
