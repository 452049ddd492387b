package io.stridelake.query.answer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long answers are shared.
 *
 * @param fresh for how long an answer is given again without asking the partitions, 0 to 1 s
 * @param keep how many answers are kept at most, 1 or more
 */
@ConfigurationProperties("query.answer")
public record AnswerSettings(
    @Bindable(defaultValue = "250ms") Duration fresh, @Bindable(defaultValue = "500") int keep) {
  public AnswerSettings {
    if (fresh.isNegative() || fresh.toMillis() > 1000) {
      throw new IllegalArgumentException("query.answer.fresh " + fresh + " (expected 0 to 1 s)");
    }
    if (keep < 1) {
      throw new IllegalArgumentException("query.answer.keep " + keep + " (expected 1 or more)");
    }
  }
}
