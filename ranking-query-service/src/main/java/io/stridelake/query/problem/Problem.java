package io.stridelake.query.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 says it.
 *
 * @param parameter the query parameter that is wrong, if one is
 * @param allowed what that parameter may be
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String parameter,
    @Nullable String allowed) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(ProblemException e) {
    return new Problem(
        e.type().urn(),
        e.type().title(),
        e.type().status(),
        e.getMessage(),
        e.parameter(),
        e.allowed());
  }

  /** One that has no kind of its own. */
  static Problem ofStatus(int status, String title) {
    return new Problem("about:blank", title, status, null, null, null);
  }

  /** One of a kind, with nothing more to say. */
  static Problem of(ProblemType type, @Nullable String detail) {
    return new Problem(type.urn(), type.title(), type.status(), detail, null, null);
  }
}
