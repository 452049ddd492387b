package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.rules.Cap;
import io.stridelake.rules.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The words of an explanation's steps. */
final class StepWords {
  private static final int SHOWN_DECIMALS = 3;

  private StepWords() {}

  /** Such as {@code 10 km × 0.3}; the amount is rounded to what fits the eye. */
  static String rule(Rate rate, Activity activity) {
    String amount =
        switch (rate.per()) {
          case KM -> shown(activity.distance().kilometres()) + " km";
          case METRE_CLIMBED -> shown(activity.climbed().metres()) + " m climbed";
          case MINUTE -> minutes(activity.scoredTime()) + " min";
          case ACTIVITY -> "1 activity";
        };
    return amount + " × " + plain(rate.value());
  }

  /** Such as {@code at most 100 a day: 20 left}. */
  static String cap(Cap cap, Points left) {
    return "at most %s a %s: %s left".formatted(plain(cap.max()), cap.scope().word(), left);
  }

  /** Without exponent and trailing zeros. */
  static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String minutes(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
    return plain(seconds.divide(BigDecimal.valueOf(60), SHOWN_DECIMALS, RoundingMode.HALF_UP));
  }

  private static String shown(BigDecimal amount) {
    return plain(amount.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP));
  }
}
