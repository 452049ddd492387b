package io.stridelake.rules.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelVariableResolver;
import io.stridelake.activity.Activity;
import io.stridelake.activity.Length;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a condition may ask about an activity, by name. Values are made when they are asked for.
 *
 * <p>Numbers become doubles here and only here: conditions compare, they never score.
 */
public final class ActivityFacts implements CelVariableResolver {
  static final String PREFIX = "activity.";

  private static final Map<String, Fact> FACTS = new HashMap<>();
  private static final BigDecimal KMH_PER_METRE_PER_SECOND = new BigDecimal("3.6");
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
  private static final int NANO_DECIMALS = 9;

  /** Far more digits than a double has, so that each quotient is the double nearest to it. */
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  static {
    fact("sport", SimpleType.STRING, facts -> facts.activity.sport().name());
    fact("provider", SimpleType.STRING, facts -> facts.provider);
    fact("local_date", SimpleType.STRING, facts -> facts.activity.localDate().toString());
    fact("weekday", SimpleType.STRING, facts -> facts.activity.localDate().getDayOfWeek().name());
    fact("hour", SimpleType.INT, facts -> (long) facts.activity.localStart().getHour());
    fact("distance_km", SimpleType.DOUBLE, facts -> kilometres(facts.activity.distance()));
    fact("moving_minutes", SimpleType.DOUBLE, facts -> minutes(facts.activity.moving()));
    fact("elapsed_minutes", SimpleType.DOUBLE, facts -> minutes(facts.activity.elapsed()));
    fact(
        "metres_climbed",
        SimpleType.DOUBLE,
        facts -> facts.activity.climbed().metres().doubleValue());
    fact("average_speed_kmh", SimpleType.DOUBLE, ActivityFacts::averageSpeed);
    fact("max_speed_kmh", SimpleType.DOUBLE, facts -> speed(facts.activity.speed().max()));
    fact("average_heartrate", SimpleType.DOUBLE, ActivityFacts::heartrate);
    fact("has_heartrate", SimpleType.BOOL, facts -> facts.activity.averageHeartrate() != null);
    fact("manual", SimpleType.BOOL, facts -> facts.activity.flags().manual());
    fact("trainer", SimpleType.BOOL, facts -> facts.activity.flags().trainer());
    fact("commute", SimpleType.BOOL, facts -> facts.activity.flags().commute());
    fact("virtual", SimpleType.BOOL, facts -> facts.activity.sport().isVirtual());
    fact("private", SimpleType.BOOL, facts -> facts.activity.flags().privately());
    fact("flagged", SimpleType.BOOL, facts -> facts.activity.flags().flagged());
  }

  private final Activity activity;
  private final String provider;

  public ActivityFacts(Activity activity, String provider) {
    this.activity = activity;
    this.provider = provider;
  }

  @Override
  public Optional<Object> find(String name) {
    Fact fact = FACTS.get(name);
    return fact == null ? Optional.empty() : Optional.of(fact.value.apply(this));
  }

  /** All names with their types, in alphabetical order. */
  static Map<String, CelType> types() {
    Map<String, CelType> types = new TreeMap<>();
    FACTS.forEach((name, fact) -> types.put(name, fact.type));
    return types;
  }

  private static Double kilometres(Length length) {
    return length.kilometres().doubleValue();
  }

  private static Double minutes(Duration time) {
    return seconds(time).divide(SECONDS_PER_MINUTE, PRECISION).doubleValue();
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
        .add(BigDecimal.valueOf(time.getNano(), NANO_DECIMALS));
  }

  /** From distance and scored time; as the provider measured it where one of them is missing. */
  private static Double averageSpeed(ActivityFacts facts) {
    Activity activity = facts.activity;
    if (activity.distance().equals(Length.ZERO) || activity.scoredTime().isZero()) {
      return speed(activity.speed().average());
    }
    return activity
        .distance()
        .kilometres()
        .multiply(SECONDS_PER_HOUR)
        .divide(seconds(activity.scoredTime()), PRECISION)
        .doubleValue();
  }

  private static Double speed(double metresPerSecond) {
    return Double.isInfinite(metresPerSecond)
        ? metresPerSecond
        : BigDecimal.valueOf(metresPerSecond).multiply(KMH_PER_METRE_PER_SECOND).doubleValue();
  }

  private static Double heartrate(ActivityFacts facts) {
    Double measured = facts.activity.averageHeartrate();
    return measured == null ? 0.0 : measured;
  }

  private static void fact(String name, CelType type, Function<ActivityFacts, Object> value) {
    FACTS.put(PREFIX + name, new Fact(type, value));
  }

  private record Fact(CelType type, Function<ActivityFacts, Object> value) {}
}
