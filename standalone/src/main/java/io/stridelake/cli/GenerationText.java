package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Generations for people, a line each. */
final class GenerationText {
  private static final int PERCENT = 100;

  /** Those whose applications run. */
  private static final Set<String> KEPT =
      Set.of("building", "ready", "active", "previous", "failed");

  private GenerationText() {}

  /**
   * {@code generation 4: building by rule set 2026-12 from the catalogue, 40 % … (ids of its
   * applications)}.
   */
  static String of(JsonNode generation) {
    StringBuilder text =
        new StringBuilder(
            "generation %d: %s by rule set %s from the %s"
                .formatted(
                    generation.path("id").asInt(),
                    generation.path("state").asText(),
                    generation.path("ruleSet").asText(),
                    generation.path("from").asText()));
    if (!generation.path("complete").asBoolean(true) && !generation.path("progress").isNull()) {
      text.append(", ").append(progress(generation.path("progress")));
    }
    if (KEPT.contains(generation.path("state").asText()) && generation.hasNonNull("application")) {
      text.append(" (")
          .append(generation.path("application").asText())
          .append(", ")
          .append(generation.path("catalogueApplication").asText())
          .append(')');
    }
    if (generation.hasNonNull("failure")) {
      text.append(": ").append(generation.path("failure").asText());
    }
    return text.toString();
  }

  /** {@code 40 % (4000 of 10000), 500 a second, 12 s left}. */
  static String progress(JsonNode progress) {
    long done = progress.path("done").asLong();
    long total = progress.path("total").asLong();
    StringBuilder text =
        new StringBuilder(
            "%d %% (%d of %d)".formatted(total == 0 ? 0 : done * PERCENT / total, done, total));
    if (progress.hasNonNull("perSecond")) {
      text.append(", %.0f a second".formatted(progress.path("perSecond").asDouble()));
    }
    if (progress.hasNonNull("secondsLeft")) {
      text.append(", ").append(progress.path("secondsLeft").asLong()).append(" s left");
    }
    return text.toString();
  }
}
