package io.stridelake.simulator.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** The errors of Strava's API and OAuth, with the bodies that were recorded. */
public enum StravaError {
  /** No token, or one that nobody knows. */
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Authorization Error", "Application", "", "invalid"),
  /** A token that was good once. */
  TOKEN_EXPIRED(
      HttpStatus.UNAUTHORIZED, "Authorization Error", "Athlete", "access_token", "invalid"),
  /** The athlete has not granted what this call needs. */
  SCOPE_MISSING(
      HttpStatus.UNAUTHORIZED,
      "Authorization Error",
      "AccessToken",
      "activity:read_permission",
      "missing"),
  ACTIVITY_NOT_FOUND(HttpStatus.NOT_FOUND, "Record Not Found", "Activity", "id", "invalid"),
  ATHLETE_NOT_FOUND(HttpStatus.NOT_FOUND, "Record Not Found", "Athlete", "id", "invalid"),
  PAGE_TOO_LONG(HttpStatus.BAD_REQUEST, "Bad Request", "Application", "per page", "limit exceeded"),
  PAGE_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "Application", "page", "invalid"),
  CLIENT_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "Application", "client_id", "invalid"),
  SECRET_INVALID(
      HttpStatus.UNAUTHORIZED, "Authorization Error", "Application", "client_secret", "invalid"),
  CODE_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "RequestToken", "code", "invalid"),
  REFRESH_TOKEN_INVALID(
      HttpStatus.BAD_REQUEST, "Bad Request", "RefreshToken", "refresh_token", "invalid"),
  GRANT_TYPE_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "Application", "grant_type", "invalid"),
  REDIRECT_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "Application", "redirect_uri", "invalid"),
  SCOPE_INVALID(HttpStatus.BAD_REQUEST, "Bad Request", "Authorize", "scope", "invalid"),
  CALLBACK_NOT_200(
      HttpStatus.BAD_REQUEST,
      "Bad Request",
      "PushSubscription",
      "callback url",
      "GET to callback URL does not return 200"),
  CALLBACK_INVALID(
      HttpStatus.BAD_REQUEST, "Bad Request", "PushSubscription", "callback url", "invalid"),
  SUBSCRIPTION_EXISTS(
      HttpStatus.BAD_REQUEST, "Bad Request", "PushSubscription", "", "already exists"),
  SUBSCRIPTION_NOT_FOUND(
      HttpStatus.NOT_FOUND, "Record Not Found", "PushSubscription", "id", "not found"),
  /** Recorded with errors as a text. */
  RATE_LIMIT(
      HttpStatus.TOO_MANY_REQUESTS,
      "{\"errors\":\"Rate Limit Exceeded\",\"status\":429,\"message\":\"Too Many Requests\"}"),
  BROKEN(HttpStatus.INTERNAL_SERVER_ERROR, "{\"message\":\"Internal Server Error\",\"errors\":[]}");

  private final HttpStatus status;
  private final String body;

  StravaError(HttpStatus status, String message, String resource, String field, String code) {
    this(
        status,
        "{\"message\":\"%s\",\"errors\":[{\"resource\":\"%s\",\"field\":\"%s\",\"code\":\"%s\"}]}"
            .formatted(message, resource, field, code));
  }

  StravaError(HttpStatus status, String body) {
    this.status = status;
    this.body = body;
  }

  public MutableHttpResponse<String> response() {
    return HttpResponse.<String>status(status).body(body).contentType(Json.UTF_8);
  }
}
