package io.stridelake.ingest.strava;

import io.stridelake.topics.TopicCatalogue;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strava's data, one method per call. All of them count as reads. */
@Singleton
public final class StravaApi {
  /** A page holds up to 200 summaries of a few KB. */
  private static final long LARGEST_PAGE = 64L * 1024 * 1024;

  private static final long LARGEST_ATHLETE = 1024L * 1024;

  private final StravaConfig config;
  private final HttpExchange http;

  StravaApi(StravaConfig config, HttpExchange http) {
    this.config = config;
    this.http = http;
  }

  /**
   * {@code GET /activities/{id}}.
   *
   * @throws TooLargeException if it is more than a raw record can hold
   * @throws IOException if no answer came
   */
  public Answer activity(Tokens tokens, long id) throws IOException {
    return get("/activities/" + id, tokens, TopicCatalogue.MAX_RAW_BYTES);
  }

  /**
   * {@code GET /athlete/activities}, newest first.
   *
   * @param before only those that start before this epoch second, or null for all
   * @throws IOException if no answer came
   */
  public Answer page(Tokens tokens, @Nullable Long before) throws IOException {
    String cut = before == null ? "" : "&before=" + before;
    return get("/athlete/activities?per_page=" + config.pageSize() + cut, tokens, LARGEST_PAGE);
  }

  /**
   * {@code GET /athlete}.
   *
   * @throws IOException if no answer came
   */
  public Answer athlete(Tokens tokens) throws IOException {
    return get("/athlete", tokens, LARGEST_ATHLETE);
  }

  private Answer get(String path, Tokens tokens, long largest) throws IOException {
    return http.send(
        HttpExchange.to(config.api() + path).header("Authorization", "Bearer " + tokens.access()),
        largest);
  }
}
