package io.stridelake.ingest.connect;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.ingest.access.ProblemException;
import io.stridelake.ingest.access.Problems;
import java.net.URI;

/** Sends an athlete to Strava and welcomes them back. */
@Controller("/connect/strava")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class ConnectController {
  private static final String COOKIE = "stridelake-connect";

  private final Connecting connecting;
  private final ConnectConfig config;

  ConnectController(Connecting connecting, ConnectConfig config) {
    this.connecting = connecting;
    this.config = config;
  }

  /** To the provider's authorize page. */
  @Get
  HttpResponse<?> begin(HttpRequest<?> request) {
    try {
      Connecting.Departure departure = connecting.begin();
      return HttpResponse.status(HttpStatus.FOUND)
          .header("Location", departure.page().toString())
          .header("Cache-Control", "no-store")
          .cookie(cookie(departure.state()).maxAge(config.patience()));
    } catch (ProblemException e) {
      return refusal(request, e);
    }
  }

  /** Back from the provider. */
  @Get("/callback")
  HttpResponse<?> callback(
      HttpRequest<?> request,
      @Nullable @QueryValue String code,
      @Nullable @QueryValue String state,
      @Nullable @QueryValue String scope,
      @Nullable @QueryValue String error) {
    String cookie = request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse("");
    MutableHttpResponse<?> response;
    try {
      URI page = connecting.finish(new Connecting.Return(code, state, scope, error, cookie));
      response = HttpResponse.status(HttpStatus.SEE_OTHER).header("Location", page.toString());
    } catch (ProblemException e) {
      response = refusal(request, e);
    }
    return response.header("Cache-Control", "no-store").cookie(cookie("").maxAge(0));
  }

  private Cookie cookie(String value) {
    return Cookie.of(COOKIE, value)
        .httpOnly(true)
        .secure("https".equals(config.publicUrl().getScheme()))
        .sameSite(SameSite.Lax)
        .path(config.outside("/connect").getPath());
  }

  /** Athletes come here with a browser: they get a sentence to read. */
  private MutableHttpResponse<?> refusal(HttpRequest<?> request, ProblemException e) {
    boolean browser =
        request.accept().stream().anyMatch(type -> type.equals(MediaType.TEXT_HTML_TYPE));
    if (!browser) {
      return Problems.response(e.problem(), e.retryAfterSeconds().orElse(null));
    }
    String html =
        """
        <!doctype html><html lang="en"><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width"><title>Not connected</title>\
        <body style="font:1.1rem/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem">\
        <h1>Not connected</h1><p>%s</p><p><a href="%s">Try again</a></p></html>
        """
            .formatted(escape(e.problem().detail()), config.outside("/connect/strava"));
    return HttpResponse.status(HttpStatus.valueOf(e.problem().status()))
        .body(html)
        .contentType(MediaType.TEXT_HTML_TYPE);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
