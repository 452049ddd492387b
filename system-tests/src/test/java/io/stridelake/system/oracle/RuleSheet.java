package io.stridelake.system.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code whole-path-rules.yaml}, done by hand in BigDecimal. Shares no code with what
 * it judges: not with scoring-rules, activities, scoring-streams or the query service.
 */
public final class RuleSheet {
  static final String VERSION = "whole-path-1";
  static final Set<String> CLIMBING = Set.of("Hike", "TrailRun", "Walk");

  private static final Set<String> RUNS = Set.of("Run", "TrailRun", "VirtualRun");
  private static final Set<String> RIDES =
      Set.of("Ride", "GravelRide", "MountainBikeRide", "VirtualRide", "EBikeRide");
  private static final Set<String> INDOORS =
      Set.of("WeightTraining", "Yoga", "Pilates", "Workout", "HighIntensityIntervalTraining");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private RuleSheet() {}

  /** A rule and what it gives before multipliers; null points where the limit is exceeded. */
  private record Earned(String rule, @Nullable BigDecimal points) {}

  /** The points of an activity that counts, to the thousandth; empty when it does not count. */
  public static Optional<BigDecimal> points(TrueActivity activity) {
    if (activity.deleted() || activity.onlyMe() || activity.flagged()) {
      return Optional.empty();
    }
    Earned earned = earned(activity);
    if (earned == null || earned.points() == null) {
      return Optional.empty();
    }
    BigDecimal multiplied = earned.points().multiply(factor(earned.rule(), activity.date()));
    return Optional.of(multiplied.setScale(3, RoundingMode.HALF_UP));
  }

  private static @Nullable Earned earned(TrueActivity activity) {
    String sport = activity.sport();
    BigDecimal metres = activity.metres();
    boolean hike = sport.equals("Hike");
    if ((hike || sport.equals("AlpineSki"))
        && activity.climbed().compareTo(BigDecimal.valueOf(400)) >= 0
        && activity.hour() < 12) {
      BigDecimal points = activity.climbed().multiply(new BigDecimal("0.015"));
      return new Earned("ascent", points.min(BigDecimal.valueOf(25)));
    }
    if ((hike || sport.equals("Walk")) && metres.compareTo(BigDecimal.valueOf(500)) >= 0) {
      BigDecimal points = perKm(metres, "1.1").max(BigDecimal.ONE).min(BigDecimal.valueOf(30));
      return new Earned("walk", isFaster(activity, "12") ? null : points);
    }
    if (RUNS.contains(sport)) {
      return new Earned("run", perKm(metres, "1.2345").min(BigDecimal.valueOf(42)));
    }
    if ((sport.equals("Ride") || sport.equals("EBikeRide"))
        && activity.commute()
        && !activity.manual()) {
      return new Earned("commute", perKm(metres, "0.5"));
    }
    if (RIDES.contains(sport)) {
      return new Earned("ride", isFaster(activity, "40.5") ? null : perKm(metres, "0.25"));
    }
    if (sport.equals("Swim")) {
      // 0.1333 a minute; divided last, and with more digits than a thousandth can notice
      BigDecimal points =
          BigDecimal.valueOf(activity.seconds())
              .multiply(new BigDecimal("0.1333"))
              .divide(BigDecimal.valueOf(60), MathContext.DECIMAL128);
      return new Earned("swim", points.max(BigDecimal.TWO));
    }
    return INDOORS.contains(sport) ? new Earned("indoors", new BigDecimal("2.5")) : null;
  }

  private static BigDecimal perKm(BigDecimal metres, String value) {
    return metres.divide(THOUSAND).multiply(new BigDecimal(value));
  }

  /** km/h > limit, that is metres × 3600 > limit × 1000 × seconds; without a time never. */
  private static boolean isFaster(TrueActivity activity, String limit) {
    BigDecimal seconds = BigDecimal.valueOf(activity.seconds());
    return seconds.signum() > 0
        && activity
                .metres()
                .multiply(BigDecimal.valueOf(3600))
                .compareTo(new BigDecimal(limit).multiply(THOUSAND).multiply(seconds))
            > 0;
  }

  private static BigDecimal factor(String rule, LocalDate date) {
    BigDecimal factor = BigDecimal.ONE;
    if (within(date, "2026-05-01", "2026-05-31")) {
      factor = factor.multiply(BigDecimal.TWO);
    }
    if (rule.equals("run") && within(date, "2026-05-11", "2026-05-22")) {
      factor = factor.multiply(new BigDecimal("1.1"));
    }
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (List.of("walk", "run").contains(rule)
        && weekend
        && within(date, "2026-09-01", "2026-10-15")) {
      factor = factor.multiply(new BigDecimal("1.5"));
    }
    return factor;
  }

  private static boolean within(LocalDate date, String from, String to) {
    return !date.isBefore(LocalDate.parse(from)) && !date.isAfter(LocalDate.parse(to));
  }
}
