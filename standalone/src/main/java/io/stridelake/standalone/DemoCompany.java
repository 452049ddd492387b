package io.stridelake.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.standalone.Ports.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings the simulated company in as a real one would come: its roster by the admin's call, each
 * athlete by the OAuth flow with redirects and cookies.
 */
final class DemoCompany {
  private static final int AT_ONCE = 8;
  private static final long ON_THE_WAY = 5;
  private static final Duration HISTORY = Duration.ofMinutes(5);

  private final Ports ports;
  private final Secrets secrets;
  private final Path done;
  private final Progress progress;

  DemoCompany(Ports ports, Secrets secrets, DataFolder folder, Progress progress) {
    this.ports = ports;
    this.secrets = secrets;
    this.done = folder.resolve("company-connected");
    this.progress = progress;
  }

  /** Connects everybody, unless an earlier start finished that; returns when histories are here. */
  void connectOnce() {
    if (Files.exists(done)) {
      return;
    }
    try (Http http = new Http()) {
      String roster = body(http, Http.request(simulator("/simulator/v1/roster.csv")).build(), 200);
      putRoster(http, roster);
      List<String> athletes = athletes(http);
      progress.say(athletes.size() + " athletes are connecting their accounts");
      connect(http, athletes);
      progress.say("their histories are being fetched");
      if (!Waiting.until(() -> isFetched(http, athletes.size()), HISTORY)) {
        progress.say("histories are still being fetched, they go on behind the page");
      }
      OwnerFile.readOrCreate(done, () -> "yes");
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's company cannot connect: " + e.getMessage(), e);
    }
  }

  private void putRoster(Http http, String roster) throws IOException {
    HttpRequest request =
        Http.request(ports.url(Part.INGEST) + "/admin/roster")
            .header("Authorization", "Bearer " + secrets.admin())
            .header("Content-Type", "text/csv")
            .PUT(BodyPublishers.ofString(roster))
            .build();
    body(http, request, 200);
  }

  private List<String> athletes(Http http) {
    JsonNode athletes =
        http.json(Http.request(simulator("/simulator/v1/athletes")).build())
            .orElseThrow(() -> new IllegalStateException("the simulator has no athletes"));
    List<String> ids = new ArrayList<>();
    athletes.forEach(athlete -> ids.add(athlete.path("athlete").asText()));
    return ids;
  }

  private void connect(Http http, List<String> athletes) throws IOException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> connections = new ArrayList<>();
      for (String athlete : athletes) {
        connections.add(
            threads.submit(
                () -> {
                  connect(http, athlete);
                  return athlete;
                }));
      }
      for (Future<?> connection : connections) {
        connection.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void connect(Http http, String athlete) throws IOException {
    HttpResponse<String> start =
        http.send(Http.request(ports.url(Part.INGEST) + "/connect/strava").build());
    String cookie =
        start.headers().firstValue("Set-Cookie").map(text -> text.split(";", 2)[0]).orElse("");
    String authorize = location(start) + "&simulate_athlete=" + athlete;
    String callback = location(http.send(Http.request(authorize).build()));
    HttpResponse<String> end = http.send(Http.request(callback).header("Cookie", cookie).build());
    if (end.statusCode() != 303) {
      throw new IOException(
          "connecting %s ended with %d: %s".formatted(athlete, end.statusCode(), end.body()));
    }
  }

  private boolean isFetched(Http http, int athletes) {
    HttpRequest request =
        Http.request(ports.url(Part.PAGE) + "/admin/status")
            .header("Authorization", "Bearer " + secrets.admin())
            .build();
    return http.json(request)
        .filter(status -> isFetched(status.path("ingest"), athletes))
        .filter(status -> isScored(status.path("streams")))
        .isPresent();
  }

  private static boolean isFetched(JsonNode ingest, int athletes) {
    return ingest.path("accounts").path("CONNECTED").asInt() >= athletes
        && ingest.path("events").path("backfills").asInt(1) == 0
        && ingest.path("lag").asLong(1) == 0;
  }

  /** Live activities come in meanwhile: a handful on the way is as good as none. */
  private static boolean isScored(JsonNode streams) {
    long lag = 0;
    JsonNode apps = streams.findValue("apps");
    if (apps == null) {
      return false;
    }
    for (JsonNode app : apps) {
      lag += app.path("lag").asLong(ON_THE_WAY + 1);
    }
    return lag <= ON_THE_WAY;
  }

  private String simulator(String path) {
    return ports.url(Part.SIMULATOR) + path;
  }

  private static String location(HttpResponse<String> response) throws IOException {
    return response
        .headers()
        .firstValue("Location")
        .filter(_ -> response.statusCode() / 100 == 3)
        .orElseThrow(
            () ->
                new IOException(
                    "%s answered %d instead of a redirect: %s"
                        .formatted(
                            response.uri().getPath(), response.statusCode(), response.body())));
  }

  private static String body(Http http, HttpRequest request, int status) throws IOException {
    HttpResponse<String> response = http.send(request);
    if (response.statusCode() != status) {
      throw new IOException(
          "%s answered %d: %s"
              .formatted(request.uri().getPath(), response.statusCode(), response.body()));
    }
    return response.body();
  }
}
