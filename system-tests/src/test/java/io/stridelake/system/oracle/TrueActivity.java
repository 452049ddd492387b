package io.stridelake.system.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * An activity as the simulator's ground truth tells it.
 *
 * @param provider who recorded it; Strava where the truth names nobody
 * @param metres 0 where the payload has none
 * @param onlyMe the app may not see it
 */
public record TrueActivity(
    long id,
    String provider,
    String athlete,
    String sport,
    LocalDateTime localStart,
    BigDecimal metres,
    BigDecimal climbed,
    int moving,
    int elapsed,
    boolean manual,
    boolean trainer,
    boolean commute,
    boolean onlyMe,
    boolean flagged,
    boolean deleted) {

  static TrueActivity of(JsonNode truth) {
    return new TrueActivity(
        truth.get("id").asLong(),
        truth.path("provider").asText("strava"),
        truth.get("athlete").asText(),
        truth.get("sportType").asText(),
        LocalDate.parse(truth.get("localDate").asText())
            .atTime(LocalTime.parse(truth.get("localTime").asText())),
        truth.get("metres").isNull() ? BigDecimal.ZERO : decimal(truth.get("metres")),
        decimal(truth.get("metresClimbed")),
        truth.get("movingSeconds").asInt(),
        truth.get("elapsedSeconds").asInt(),
        truth.get("manual").asBoolean(),
        truth.get("trainer").asBoolean(),
        truth.get("commute").asBoolean(),
        truth.get("onlyMe").asBoolean(),
        truth.get("flagged").asBoolean(),
        truth.get("deleted").asBoolean());
  }

  LocalDate date() {
    return localStart.toLocalDate();
  }

  int hour() {
    return localStart.getHour();
  }

  /** Moving time, elapsed time where there is none. */
  int seconds() {
    return moving > 0 ? moving : elapsed;
  }

  private static BigDecimal decimal(JsonNode text) {
    return new BigDecimal(text.asText());
  }
}
