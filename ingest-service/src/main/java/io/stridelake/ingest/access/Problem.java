package io.stridelake.ingest.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A refusal as {@code application/problem+json} tells it.
 *
 * @param type stable name
 * @param title short words for the status
 * @param status HTTP status
 * @param detail what is wrong with this request
 * @param errors mistakes in a document, empty for other problems
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Mistake> errors) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String PREFIX = "urn:stridelake:problem:";

  /**
   * One mistake in a document.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param message what is wrong and what was expected
   */
  @Serdeable
  public record Mistake(int line, int column, String message) {}

  static Problem of(String name, String title, int status, String detail, List<Mistake> errors) {
    return new Problem(PREFIX + name, title, status, detail, errors);
  }
}
