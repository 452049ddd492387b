package io.stridelake.simulator.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;

/** Answers of text that is JSON already. */
public final class Json {
  static final MediaType UTF_8 =
      new MediaType(MediaType.APPLICATION_JSON, Map.of(MediaType.CHARSET_PARAMETER, "utf-8"));

  private Json() {}

  public static MutableHttpResponse<String> ok(String json) {
    return status(HttpStatus.OK, json);
  }

  public static MutableHttpResponse<String> status(HttpStatus status, String json) {
    return HttpResponse.<String>status(status).body(json).contentType(UTF_8);
  }
}
