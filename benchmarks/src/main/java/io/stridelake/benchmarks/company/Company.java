package io.stridelake.benchmarks.company;

import io.stridelake.athlete.AthleteId;

/**
 * So many athletes, in departments of a hundred: athletes 0 to 99 are in the first.
 *
 * @param athletes how many
 */
public record Company(int athletes) {
  /** How many athletes a department has; a page shows all of them. */
  public static final int DEPARTMENT = 100;

  private static final String PREFIX = "athlete-";

  /** The id of an athlete, by number from 0. */
  public static AthleteId id(int athlete) {
    return new AthleteId(PREFIX + athlete);
  }

  /** The number of an athlete. */
  public static int number(String id) {
    return Integer.parseInt(id.substring(PREFIX.length()));
  }

  /** The name of an athlete. */
  public static String name(int athlete) {
    return "Athlete No " + athlete;
  }

  /** The name of the department of an athlete. */
  public static String departmentOf(int athlete) {
    return department(athlete / DEPARTMENT);
  }

  /** The name of a department, by number from 0. */
  public static String department(int department) {
    return "department-" + department;
  }

  /** The account of an athlete at the provider. */
  public static long account(int athlete) {
    return 1_000L + athlete;
  }

  /** The roster's file, with accounts that nobody has connected. */
  public String roster() {
    StringBuilder csv = new StringBuilder("athlete,name,department,account,since\n");
    for (int athlete = 0; athlete < athletes; athlete++) {
      csv.append(id(athlete).value())
          .append(',')
          .append(name(athlete))
          .append(',')
          .append(departmentOf(athlete))
          .append(",strava:")
          .append(account(athlete))
          .append(",2020-01-01\n");
    }
    return csv.toString();
  }
}
