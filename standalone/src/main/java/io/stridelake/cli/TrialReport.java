package io.stridelake.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stridelake.activity.Activity;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Explanation;
import io.stridelake.scoring.Explanation.Step;
import io.stridelake.scoring.NotCounted;
import io.stridelake.scoring.Scored;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an activity would earn, for people and for programs.
 *
 * @param provider who the payload is from
 * @param externalId the provider's id of the activity
 * @param activity what was read
 * @param ruleSet what scored it
 * @param explanation how
 */
record TrialReport(
    String provider,
    String externalId,
    Activity activity,
    RuleSet ruleSet,
    Explanation explanation) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final int NANO_DECIMALS = 9;

  /** A line for the activity, one for the outcome, one for each step. */
  String text() {
    Scored scored = explanation.scored();
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(
        "%s on %s: %s km, %s min"
            .formatted(
                activity.sport(),
                activity.localDate(),
                plain(activity.distance().kilometres()),
                minutes(activity.scoredTime())));
    for (Step step : explanation.steps()) {
      lines.add(
          "  %s %s: %s = %s".formatted(step.kind().code(), step.id(), step.text(), step.points()));
    }
    NotCounted reason = scored.reason();
    lines.add(
        reason == null
            ? "counts by rule '%s' of rule set %s: %s points"
                .formatted(scored.rule(), ruleSet.version(), scored.points())
            : "does not count by rule set %s: %s".formatted(ruleSet.version(), reason.code()));
    return lines.toString();
  }

  /** The API's explanation; what only a stored activity has is null. */
  String json() {
    Scored scored = explanation.scored();
    NotCounted reason = scored.reason();
    ObjectNode json = NODES.objectNode();
    json.set("activity", activityJson());
    json.put("counted", scored.counted());
    json.put("reason", reason == null ? null : reason.code());
    json.put("points", plain(scored.points().value()));
    json.put("rule", scored.rule());
    json.put("ruleSet", ruleSet.version());
    json.putNull("generation");
    ArrayNode steps = json.putArray("steps");
    for (Step step : explanation.steps()) {
      steps
          .addObject()
          .put("kind", step.kind().code())
          .put("id", step.id())
          .put("text", step.text())
          .put("points", plain(step.points().value()));
    }
    json.putNull("raw");
    return json.toPrettyString();
  }

  private ObjectNode activityJson() {
    ObjectNode json = NODES.objectNode();
    json.putNull("athlete");
    json.put("provider", provider);
    json.put("externalId", externalId);
    json.put("sport", activity.sport().name());
    json.put("localDate", activity.localDate().toString());
    json.put("startTime", text(activity.start()));
    json.put("metres", plain(activity.distance().metres()));
    json.put("movingSeconds", seconds(activity.moving()));
    json.put("elapsedSeconds", seconds(activity.elapsed()));
    json.put("metresClimbed", plain(activity.climbed().metres()));
    json.put("manual", activity.flags().manual());
    json.put("private", activity.flags().privately());
    json.put("flagged", activity.flags().flagged());
    return json;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static BigDecimal seconds(Duration time) {
    return plain(
        BigDecimal.valueOf(time.getSeconds())
            .add(BigDecimal.valueOf(time.getNano(), NANO_DECIMALS)));
  }

  private static String minutes(Duration time) {
    BigDecimal seconds = seconds(time);
    return plain(seconds.divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP)).toString();
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
