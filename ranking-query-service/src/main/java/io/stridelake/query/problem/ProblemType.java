package io.stridelake.query.problem;

import java.util.Locale;

/** Kinds of problem that a caller may tell apart. */
public enum ProblemType {
  BAD_PARAMETER(400, "A parameter is wrong"),
  UNAUTHORIZED(401, "A valid token is needed"),
  FORBIDDEN(403, "The token is not enough"),
  NOT_FOUND(404, "There is no such thing"),
  CONFLICT(409, "It is not so, or not yet"),
  STALE_CURSOR(410, "The cursor's snapshot is gone"),
  TOO_LARGE(413, "The body is too large"),
  TOO_MANY_REQUESTS(429, "There are too many requests"),
  RESTORING(503, "Part of the rankings is being restored");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  String urn() {
    return "urn:stridelake:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
