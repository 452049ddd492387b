package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Multiplier;
import io.stridelake.rules.Per;
import io.stridelake.rules.Rate;
import io.stridelake.rules.Rule;
import io.stridelake.scoring.Explanation.Kind;
import io.stridelake.scoring.Explanation.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reckons points step by step with numbers of any size: the definition of a score. Amounts are
 * fractions, because a second is a sixtieth of a minute; they are rounded at the very end only.
 */
final class ExactReckoning {
  /** No single activity earns more: a hundred million points. */
  static final long MOST_THOUSANDTHS = 100_000_000_000L;

  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  private static final int NANO_DECIMALS = 9;
  private static final int DECIMALS = 3;

  private final List<Step> steps = new ArrayList<>();
  private BigDecimal numerator;
  private final BigDecimal denominator;

  private ExactReckoning(Rate rate, Activity activity) {
    BigDecimal amount =
        switch (rate.per()) {
          case KM -> activity.distance().kilometres();
          case METRE_CLIMBED -> activity.climbed().metres();
          case MINUTE -> seconds(activity.scoredTime());
          case ACTIVITY -> BigDecimal.ONE;
        };
    denominator = rate.per() == Per.MINUTE ? MINUTE : BigDecimal.ONE;
    numerator = amount.multiply(rate.value());
  }

  static ExactReckoning of(Rule rule, List<Multiplier> multipliers, Activity activity) {
    ExactReckoning reckoning = new ExactReckoning(rule.rate(), activity);
    reckoning.step(Kind.RULE, rule.id(), StepWords.rule(rule.rate(), activity));
    reckoning.bound(rule);
    for (Multiplier multiplier : multipliers) {
      if (multiplier.coversDay(activity.localDate())) {
        reckoning.numerator = reckoning.numerator.multiply(multiplier.factor());
        reckoning.step(
            Kind.MULTIPLIER, multiplier.id(), "× " + StepWords.plain(multiplier.factor()));
      }
    }
    if (reckoning.rounded() > MOST_THOUSANDTHS) {
      reckoning.numerator =
          BigDecimal.valueOf(MOST_THOUSANDTHS, DECIMALS).multiply(reckoning.denominator);
      reckoning.step(Kind.MAX, rule.id(), "at most 100000000 for one activity");
    }
    return reckoning;
  }

  Points points() {
    return new Points(rounded());
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  private void bound(Rule rule) {
    BigDecimal min = rule.rate().min();
    if (min != null && numerator.compareTo(min.multiply(denominator)) < 0) {
      numerator = min.multiply(denominator);
      step(Kind.MIN, rule.id(), "at least " + StepWords.plain(min));
    }
    BigDecimal max = rule.rate().max();
    if (max != null && numerator.compareTo(max.multiply(denominator)) > 0) {
      numerator = max.multiply(denominator);
      step(Kind.MAX, rule.id(), "at most " + StepWords.plain(max));
    }
  }

  private void step(Kind kind, String id, String text) {
    steps.add(new Step(kind, id, text, points()));
  }

  /** Thousandths, half up; saturated where 64 bits end, which is far beyond the most. */
  private long rounded() {
    BigDecimal thousandths =
        numerator.movePointRight(DECIMALS).divide(denominator, 0, RoundingMode.HALF_UP);
    return thousandths.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
        .add(BigDecimal.valueOf(time.getNano(), NANO_DECIMALS));
  }
}
