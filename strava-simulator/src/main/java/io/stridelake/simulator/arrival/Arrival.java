package io.stridelake.simulator.arrival;

import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Roster;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings the company to an ingest service: its roster by the operator's call, then each athlete by
 * the OAuth flow with its redirects and its cookie. Doing so again changes nothing but tokens.
 */
@Singleton
public final class Arrival {
  private static final int AT_ONCE = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Company company;

  Arrival(Company company) {
    this.company = company;
  }

  /** How many people there are to come. */
  public int people() {
    return company.athletes().size();
  }

  /** Whether the ingest service at this address says that it is ready. */
  boolean isAwaited(URI ingest) {
    try (HttpClient http = client()) {
      return send(http, request(ingest + "/health/readiness").build()).statusCode() == 200;
    } catch (ArrivalFailedException e) {
      return false;
    }
  }

  /**
   * Returns when everybody has connected; their histories are fetched afterwards.
   *
   * @param ingest base address of the ingest service
   * @throws ArrivalFailedException if the roster is refused or somebody cannot connect
   */
  public void at(URI ingest, String adminToken) throws ArrivalFailedException {
    try (HttpClient http = client()) {
      putRoster(http, ingest, adminToken);
      connectAll(http, ingest);
    }
  }

  private void putRoster(HttpClient http, URI ingest, String adminToken)
      throws ArrivalFailedException {
    HttpRequest request =
        request(ingest + "/admin/roster")
            .header("Authorization", "Bearer " + adminToken)
            .header("Content-Type", "text/csv")
            .PUT(BodyPublishers.ofString(Roster.csv(company.athletes())))
            .build();
    HttpResponse<String> answer = send(http, request);
    if (answer.statusCode() != 200) {
      throw refused("the roster", answer);
    }
  }

  private void connectAll(HttpClient http, URI ingest) throws ArrivalFailedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> connections = new ArrayList<>();
      for (Athlete athlete : company.athletes()) {
        connections.add(
            threads.submit(
                () -> {
                  connect(http, ingest, athlete.athlete());
                  return athlete;
                }));
      }
      try {
        for (Future<?> connection : connections) {
          connection.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw failed(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw interrupted(e);
      }
    }
  }

  private static void connect(HttpClient http, URI ingest, String athlete)
      throws ArrivalFailedException {
    HttpResponse<String> start = send(http, request(ingest + "/connect/strava").build());
    String cookie =
        start.headers().firstValue("Set-Cookie").map(text -> text.split(";", 2)[0]).orElse("");
    String authorize = location(athlete, start) + "&simulate_athlete=" + athlete;
    String callback = location(athlete, send(http, request(authorize).build()));
    HttpResponse<String> end = send(http, request(callback).header("Cookie", cookie).build());
    if (end.statusCode() != 303) {
      throw refused(athlete, end);
    }
  }

  private static String location(String athlete, HttpResponse<String> response)
      throws ArrivalFailedException {
    return response
        .headers()
        .firstValue("Location")
        .filter(_ -> response.statusCode() / 100 == 3)
        .orElseThrow(() -> refused(athlete, response));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT);
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request)
      throws ArrivalFailedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ArrivalFailedException(
          "%s does not answer: %s".formatted(request.uri().getAuthority(), e), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ArrivalFailedException refused(String what, HttpResponse<String> answer) {
    return new ArrivalFailedException(
        "%s: %s answered %d: %s"
            .formatted(what, answer.uri().getPath(), answer.statusCode(), answer.body()));
  }

  private static ArrivalFailedException failed(ExecutionException e) {
    return e.getCause() instanceof ArrivalFailedException cause
        ? cause
        : new ArrivalFailedException("somebody cannot connect: " + e.getCause(), e);
  }

  private static ArrivalFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ArrivalFailedException("interrupted", e);
  }
}
