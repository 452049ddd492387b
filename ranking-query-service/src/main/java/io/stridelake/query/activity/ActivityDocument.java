package io.stridelake.query.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.partition.ActivitiesAnswer.Facts;
import io.stridelake.query.partition.ActivitiesAnswer.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An activity as the public API shows it; of a deleted one only the first three are known.
 *
 * @param startTime by the athlete's clock; with its offset where universal time is known too
 * @param metres at most 6 decimals
 * @param movingSeconds at most 3 decimals
 * @param elapsedSeconds at most 3 decimals
 * @param metresClimbed at most 6 decimals
 */
@Serdeable
record ActivityDocument(
    String athlete,
    String provider,
    String externalId,
    @Nullable String sport,
    @Nullable String localDate,
    @Nullable String startTime,
    @Nullable BigDecimal metres,
    @Nullable BigDecimal movingSeconds,
    @Nullable BigDecimal elapsedSeconds,
    @Nullable BigDecimal metresClimbed,
    @Nullable Boolean manual,
    @JsonProperty("private") @Nullable Boolean privately,
    @Nullable Boolean flagged) {
  private static final int MICRO_DECIMALS = 6;
  private static final int MILLI_DECIMALS = 3;

  static ActivityDocument of(Item item) {
    Facts facts = item.facts();
    return facts == null
        ? new ActivityDocument(
            item.athlete(),
            item.provider(),
            item.externalId(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null)
        : new ActivityDocument(
            item.athlete(),
            item.provider(),
            item.externalId(),
            facts.sport(),
            facts.localStart().toLocalDate().toString(),
            startTime(facts.localStart(), facts.start()),
            decimal(facts.distance(), MICRO_DECIMALS),
            decimal(facts.moving(), MILLI_DECIMALS),
            decimal(facts.elapsed(), MILLI_DECIMALS),
            decimal(facts.climbed(), MICRO_DECIMALS),
            facts.manual(),
            facts.privately(),
            facts.flagged());
  }

  /** No offset is shown where the two times differ by more than any clock on earth does. */
  private static String startTime(LocalDateTime local, @Nullable Instant start) {
    if (start != null) {
      long seconds = Duration.between(start, local.toInstant(ZoneOffset.UTC)).toSeconds();
      if (Math.abs(seconds) <= ZoneOffset.MAX.getTotalSeconds()) {
        return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds((int) seconds)).toString();
      }
    }
    return local.toString();
  }

  private static BigDecimal decimal(long unscaled, int decimals) {
    BigDecimal value = BigDecimal.valueOf(unscaled, decimals).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
  }
}
