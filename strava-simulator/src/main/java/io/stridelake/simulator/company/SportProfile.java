package io.stridelake.simulator.company;

import java.util.List;

/**
 * How people do one sport: the statistics from which activities are drawn.
 *
 * @param sportType as Strava names it
 * @param oldType the coarser type that old payloads and events carry
 * @param weight how often it is somebody's sport, relative to the others
 * @param speed median speed in metres per second; 0 for sports without a distance
 * @param minutes median moving time
 * @param spread standard deviation of the logarithm of the moving time
 * @param climbPerKm metres climbed per kilometre, on average
 * @param season the share by which summer (positive) or winter (negative) changes its frequency
 * @param indoors whether it leaves no track
 */
public record SportProfile(
    String sportType,
    String oldType,
    double weight,
    double speed,
    int minutes,
    double spread,
    double climbPerKm,
    double season,
    boolean indoors) {

  /** All profiles, the commonest first; the last are sports that no client knows yet. */
  public static final List<SportProfile> ALL =
      List.of(
          out("Walk", "Walk", 24, 1.35, 42, .45, 7, .15),
          out("Run", "Run", 22, 2.75, 44, .40, 9, .15),
          out("Ride", "Ride", 18, 6.1, 68, .60, 8, .60),
          in("WeightTraining", "WeightTraining", 9, 0, 50, .25, -.10),
          in("Swim", "Swim", 5, .75, 38, .30, .20),
          in("Yoga", "Yoga", 5, 0, 40, .30, -.10),
          out("Hike", "Hike", 4, 1.1, 160, .50, 38, .45),
          in("VirtualRide", "VirtualRide", 4, 8.1, 52, .35, -.80),
          out("TrailRun", "Run", 2.5, 2.3, 65, .45, 28, .30),
          out("GravelRide", "Ride", 2, 5.6, 95, .50, 11, .55),
          out("MountainBikeRide", "Ride", 1.8, 4.2, 85, .45, 24, .60),
          in("Workout", "Workout", 2.5, 0, 35, .40, 0),
          out("EBikeRide", "EBikeRide", 1.5, 6.4, 60, .50, 10, .50),
          in("Pilates", "Workout", 1.2, 0, 45, .20, 0),
          in("Elliptical", "Elliptical", .8, 0, 32, .25, -.40),
          in("Rowing", "Rowing", .8, 2.4, 28, .35, 0),
          in("HighIntensityIntervalTraining", "Workout", .8, 0, 27, .25, 0),
          out("NordicSki", "NordicSki", 1, 2.9, 75, .45, 14, -1),
          out("AlpineSki", "AlpineSki", .8, 4.8, 170, .35, 40, -1),
          out("InlineSkate", "InlineSkate", .5, 4.3, 50, .35, 3, .90),
          out("Kayaking", "Kayaking", .5, 1.6, 80, .45, 0, .95),
          out("Soccer", "Workout", .6, 1.6, 62, .25, 1, .20),
          in("Tennis", "Workout", .6, 0, 66, .25, .30),
          in("Padel", "Workout", .4, 0, 70, .20, 0),
          in("RockClimbing", "RockClimbing", .6, 0, 95, .30, 0),
          in("VirtualRun", "VirtualRun", .4, 2.7, 33, .30, -.60),
          out("IceSkate", "IceSkate", .3, 3.4, 55, .30, 0, -.90),
          out("StandUpPaddling", "StandUpPaddling", .3, 1.2, 60, .40, 0, .95),
          out("Snowboard", "Snowboard", .3, 4.4, 150, .35, 30, -1),
          out("Wheelchair", "Wheelchair", .3, 2.2, 45, .35, 6, .20),
          out("Hoverboarding", "Workout", .25, 3.1, 30, .40, 2, .30),
          out("UrbanParkour", "Workout", .2, 1.9, 45, .30, 12, .20),
          in("ZeroGravityYoga", "Workout", .15, 0, 40, .20, 0));

  /** Titled as people would; of camel case a phrase. */
  String words() {
    return sportType.replaceAll("([a-z])([A-Z])", "$1 $2");
  }

  /** The profile of a sport type; an unknown one is a workout without distance. */
  public static SportProfile of(String sportType) {
    return ALL.stream()
        .filter(profile -> profile.sportType.equals(sportType))
        .findFirst()
        .orElseGet(() -> in(sportType, "Workout", 0, 0, 40, .3, 0));
  }

  private static SportProfile out(
      String sportType,
      String oldType,
      double weight,
      double speed,
      int minutes,
      double spread,
      double climbPerKm,
      double season) {
    return new SportProfile(
        sportType, oldType, weight, speed, minutes, spread, climbPerKm, season, false);
  }

  private static SportProfile in(
      String sportType,
      String oldType,
      double weight,
      double speed,
      int minutes,
      double spread,
      double season) {
    return new SportProfile(sportType, oldType, weight, speed, minutes, spread, 0, season, true);
  }
}
