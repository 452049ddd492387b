package io.stridelake.activity;

import java.util.HashMap;
import java.util.Map;

/**
 * Sports that two providers may call by different names although they recorded the same workout: a
 * trail run is a run to a watch that knows no trails. A sport of no family is only like itself.
 */
public enum SportFamily {
  ON_FOOT("Walk", "Hike", "Run", "TrailRun", "VirtualRun", "Snowshoe"),
  CYCLING(
      "Ride",
      "GravelRide",
      "MountainBikeRide",
      "VirtualRide",
      "EBikeRide",
      "EMountainBikeRide",
      "Velomobile",
      "Handcycle"),
  PADDLING("Rowing", "VirtualRow", "Canoeing", "Kayaking", "StandUpPaddling"),
  SNOW("AlpineSki", "BackcountrySki", "NordicSki", "RollerSki", "Snowboard"),
  SKATING("IceSkate", "InlineSkate", "Skateboard"),
  GYM(
      "Workout",
      "WeightTraining",
      "Crossfit",
      "HighIntensityIntervalTraining",
      "Elliptical",
      "StairStepper",
      "PhysicalTherapy",
      "Yoga",
      "Pilates",
      "Dance"),
  RACKETS("Tennis", "TableTennis", "Padel", "Pickleball", "Squash", "Badminton", "Racquetball"),
  WIND("Sail", "Windsurf", "Kitesurf", "Surfing");

  private static final Map<String, SportFamily> BY_SPORT = bySport();

  private final String[] sports;

  SportFamily(String... sports) {
    this.sports = sports;
  }

  /** Whether the sports are the same or of one family. */
  public static boolean areAlike(Sport one, Sport other) {
    if (one.equals(other)) {
      return true;
    }
    SportFamily family = BY_SPORT.get(one.name());
    return family != null && family == BY_SPORT.get(other.name());
  }

  private static Map<String, SportFamily> bySport() {
    Map<String, SportFamily> families = new HashMap<>();
    for (SportFamily family : values()) {
      for (String sport : family.sports) {
        families.put(sport, family);
      }
    }
    return Map.copyOf(families);
  }
}
