package io.stridelake.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.rules.Counts;
import io.stridelake.rules.DepartmentMoves;
import io.stridelake.rules.Duplicates;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Per;
import io.stridelake.rules.Rate;
import io.stridelake.rules.Rule;
import io.stridelake.rules.RuleSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** The scorer against arithmetic on fractions, written a second time and slowly. */
class ScoringPropertiesTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

  @Property(tries = 2000)
  void shouldScoreAsFractionsDo(
      @ForAll("rates") Rate rate,
      @ForAll("multiplierLists") List<Multiplier> multipliers,
      @ForAll("activities") Activity activity) {
    RuleSet ruleSet = ruleSet(rate, multipliers, null);
    BigInteger expected = oracle(rate, multipliers, activity);

    Explanation explanation = new Scorer(ruleSet).explain(activity, "strava");

    assertThat(explanation.scored().points().thousandths())
        .isEqualTo(expected.min(BigInteger.valueOf(100_000_000_000L)).longValueExact());
    assertThat(explanation.steps().getLast().points()).isEqualTo(explanation.scored().points());
  }

  @Property(tries = 500)
  void shouldSeldomNeedLargeNumbers(
      @ForAll("usualRates") Rate rate,
      @ForAll("multiplierLists") List<Multiplier> multipliers,
      @ForAll("usualActivities") Activity activity) {
    long fast =
        new FastReckoning(rate, multipliers.stream().limit(2).toList()).thousandths(activity);

    Statistics.label("64 bits")
        .collect(fast != FastReckoning.TOO_LARGE)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 98));
  }

  @Property(tries = 2000)
  void shouldDoubtExactlyWhatIsFaster(
      @ForAll("limits") BigDecimal limit, @ForAll("activities") Activity activity) {
    Rate rate = new Rate(Per.KM, BigDecimal.ONE, null, null);
    BigDecimal time = seconds(activity.scoredTime());
    boolean tooFast =
        time.signum() > 0
            && activity
                    .distance()
                    .kilometres()
                    .multiply(BigDecimal.valueOf(3600))
                    .compareTo(limit.multiply(time))
                > 0;

    Scored scored = new Scorer(ruleSet(rate, List.of(), limit)).score(activity, "strava");

    assertThat(scored.counted()).isEqualTo(!tooFast);
  }

  /** Thousandths, as a fraction over one integer denominator all the way. */
  private static BigInteger oracle(Rate rate, List<Multiplier> multipliers, Activity activity) {
    BigDecimal amount =
        switch (rate.per()) {
          case KM -> activity.distance().metres().movePointLeft(3);
          case METRE_CLIMBED -> activity.climbed().metres();
          case MINUTE -> seconds(activity.scoredTime());
          case ACTIVITY -> BigDecimal.ONE;
        };
    BigDecimal sixtieths = rate.per() == Per.MINUTE ? BigDecimal.ONE : BigDecimal.valueOf(60);
    BigDecimal points = amount.multiply(sixtieths).multiply(rate.value());
    BigDecimal sixty = BigDecimal.valueOf(60);
    if (rate.min() != null) {
      points = points.max(rate.min().multiply(sixty));
    }
    if (rate.max() != null) {
      points = points.min(rate.max().multiply(sixty));
    }
    for (Multiplier multiplier : multipliers) {
      DayOfWeek weekday = activity.localStart().getDayOfWeek();
      LocalDate day = activity.localStart().toLocalDate();
      boolean late = multiplier.from() == null || multiplier.from().compareTo(day) <= 0;
      boolean early = multiplier.to() == null || multiplier.to().compareTo(day) >= 0;
      if (late
          && early
          && (multiplier.weekdays().isEmpty() || multiplier.weekdays().contains(weekday))) {
        points = points.multiply(multiplier.factor());
      }
    }
    return points
        .multiply(BigDecimal.valueOf(1000))
        .divide(sixty, 0, RoundingMode.HALF_UP)
        .toBigIntegerExact();
  }

  private static BigDecimal seconds(Duration time) {
    return new BigDecimal(BigInteger.valueOf(time.toNanos()), 9);
  }

  private static RuleSet ruleSet(
      Rate rate, List<Multiplier> multipliers, @Nullable BigDecimal limit) {
    Rule rule = new Rule("r", Set.of(), null, rate, limit);
    return new RuleSet(
        "v",
        null,
        Counts.DEFAULT,
        Duplicates.DEFAULT,
        DepartmentMoves.KEEP_HISTORY,
        List.of(rule),
        multipliers,
        List.of(),
        List.of(),
        List.of());
  }

  @Provide
  Arbitrary<Rate> rates() {
    Arbitrary<BigDecimal> points = decimals(1_000_000, 6);
    return Combinators.combine(
            Arbitraries.of(Per.class),
            points,
            points.injectNull(0.5),
            decimals(1_000_000, 6).injectNull(0.5))
        .as(
            (per, value, min, more) ->
                new Rate(per, value, min, more == null || min == null ? more : more.add(min)));
  }

  @Provide
  Arbitrary<Rate> usualRates() {
    return Combinators.combine(
            Arbitraries.of(Per.class),
            decimals(10, 2),
            decimals(5, 1).injectNull(0.5),
            decimals(50, 0).injectNull(0.5))
        .as(
            (per, value, min, more) ->
                new Rate(per, value, min, more == null || min == null ? more : more.add(min)));
  }

  @Provide
  Arbitrary<List<Multiplier>> multiplierLists() {
    Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 13).map(MONDAY::plusDays);
    Arbitrary<Set<DayOfWeek>> weekdays = Arbitraries.of(DayOfWeek.class).set().ofMaxSize(4);
    return Combinators.combine(
            decimals(10, 2), days.injectNull(0.5), days.injectNull(0.5), weekdays)
        .as((factor, from, to, on) -> new Multiplier("m", factor, from, to, on, Set.of()))
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Activity> activities() {
    return activities(Arbitraries.longs().between(0, Length.MAX.micrometres()), 999_999_999);
  }

  @Provide
  Arbitrary<Activity> usualActivities() {
    return activities(Arbitraries.longs().between(0, 2_000_000).map(dm -> dm * 100_000), 0);
  }

  private static Arbitrary<Activity> activities(Arbitrary<Long> micrometres, int mostNanos) {
    Arbitrary<Duration> times =
        Combinators.combine(
                Arbitraries.longs().between(0, 1_000_000),
                Arbitraries.integers().between(0, mostNanos))
            .as(Duration::ofSeconds);
    return Combinators.combine(
            micrometres, micrometres, times, times, Arbitraries.integers().between(0, 13))
        .as(
            (distance, climbed, moving, elapsed, day) ->
                new Activity(
                    new Sport("Run"),
                    null,
                    MONDAY.plusDays(day).atTime(23, 59),
                    new Length(distance),
                    moving,
                    elapsed,
                    new Length(climbed),
                    Speed.UNKNOWN,
                    null,
                    Flags.NONE));
  }

  @Provide
  Arbitrary<BigDecimal> limits() {
    return Arbitraries.oneOf(decimals(100, 3), decimals(10_000, 3));
  }

  private static Arbitrary<BigDecimal> decimals(int most, int scale) {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, BigDecimal.valueOf(most))
        .ofScale(scale);
  }
}
