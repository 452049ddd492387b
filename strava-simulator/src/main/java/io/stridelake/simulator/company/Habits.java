package io.stridelake.simulator.company;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What an athlete tends to do.
 *
 * @param weekly activities a week on average
 * @param sports what the athlete does, the favourite first
 * @param pace factor on the usual speed
 * @param weekend factor on weekends, compared with working days
 * @param early whether mornings are preferred to evenings
 * @param manual share of activities typed in by hand
 */
record Habits(
    double weekly,
    List<SportProfile> sports,
    double pace,
    double weekend,
    boolean early,
    double manual,
    double commute,
    boolean heartrate,
    boolean hidesStart,
    boolean privacy) {

  Habits {
    sports = List.copyOf(sports);
  }

  static Habits of(long seed, long stravaId, boolean device) {
    Chance chance = Chance.of(seed ^ 0x48616269L, stravaId);
    List<SportProfile> sports = new ArrayList<>();
    int kinds = chance.between(2, 6);
    while (sports.size() < kinds) {
      SportProfile sport = chance.weighted(SportProfile.ALL, SportProfile::weight);
      if (!sports.contains(sport)) {
        sports.add(sport);
      }
    }
    return new Habits(
        Math.clamp(chance.around(3.6, .65), .15, 14),
        sports,
        chance.around(1, .12),
        chance.around(1.3, .35),
        chance.hits(.4),
        device ? .03 : .9,
        chance.hits(.3) ? .35 : 0,
        device && chance.hits(.7),
        chance.hits(.04),
        chance.hits(.06));
  }

  /** How many activities are to be expected on a day. */
  double expected(LocalDate date) {
    boolean free = date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    double week = 5 + 2 * weekend;
    return weekly / week * (free ? weekend : 1) * (1 + .18 * summer(date));
  }

  SportProfile sport(LocalDate date, Chance chance) {
    return chance.weighted(
        sports,
        sport ->
            Math.max(.02, 1 + sport.season() * summer(date)) * (sport == sports.get(0) ? 2.5 : .9));
  }

  /** 1 at the height of the northern summer, -1 in the depth of winter. */
  private static double summer(LocalDate date) {
    return StrictMath.cos((date.getDayOfYear() - 197) / 365.25 * 2 * Math.PI);
  }
}
