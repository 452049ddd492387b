package io.stridelake.rules;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** A rule in a sentence. */
final class RuleWords {
  private RuleWords() {}

  static Sentence of(Rule rule) {
    StringBuilder text = new StringBuilder(sports(rule));
    text.append(": ").append(points(rule.rate()));
    if (rule.when() != null) {
      text.append(", if ").append(rule.when().strip());
    }
    if (rule.maxAverageSpeedKmh() != null) {
      text.append("; faster than ")
          .append(plain(rule.maxAverageSpeedKmh()))
          .append(" km/h on average it does not count");
    }
    return new Sentence(rule.id(), text.append('.').toString());
  }

  /** Without exponent and trailing zeros. */
  static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String sports(Rule rule) {
    return rule.sports().isEmpty()
        ? "Any sport"
        : rule.sports().stream().sorted().collect(Collectors.joining(", "));
  }

  private static String points(Rate rate) {
    StringBuilder text = new StringBuilder(plain(rate.value()));
    text.append(rate.value().compareTo(BigDecimal.ONE) == 0 ? " point " : " points ");
    text.append(per(rate.per()));
    if (rate.min() != null && rate.min().signum() > 0) {
      text.append(", at least ").append(plain(rate.min()));
    }
    if (rate.max() != null) {
      text.append(", at most ").append(plain(rate.max()));
    }
    return text.toString();
  }

  private static String per(Per per) {
    return switch (per) {
      case KM -> "a kilometre";
      case MINUTE -> "a minute";
      case METRE_CLIMBED -> "a metre climbed";
      case ACTIVITY -> "an activity";
    };
  }
}
