package io.stridelake.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** Knows when people may come. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String page;
  private final String ingest;

  Readiness(String page, String ingest) {
    this.page = page;
    this.ingest = ingest;
  }

  /** Returns once the first board answers over all partitions and webhooks are taken. */
  void awaitRankings() {
    try (Http http = new Http()) {
      if (!Waiting.until(() -> isReady(http), PATIENCE)) {
        throw new IllegalStateException("rankings do not answer after " + PATIENCE);
      }
    }
  }

  private boolean isReady(Http http) {
    Optional<JsonNode> rankings = http.json(Http.request(page + "/api/v1/rankings").build());
    String board =
        rankings.map(found -> found.path("boards").path(0).path("id").asText()).orElse("");
    return !board.isEmpty()
        && http.json(Http.request(page + "/api/v1/rankings/" + board + "?limit=1").build())
            .filter(found -> found.path("complete").asBoolean(true))
            .isPresent()
        && http.json(Http.request(ingest + "/health/readiness").build()).isPresent();
  }
}
