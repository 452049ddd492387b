package io.stridelake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.events.Feeds;
import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {
  private static final String EVENTS = "/api/v1/rankings/athletes/events";

  @SuppressWarnings("NullAway.Init")
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start(FakeStreams.start(3, 2));
    service.streams().put(Person.with("a-1", "Sales", 1000));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldTellThePresentVersionAndEveryOtherOne() throws IOException, InterruptedException {
    try (Listener listener = new Listener(EVENTS)) {
      listener.awaitLast(version());
      service.streams().put(Person.with("a-2", "Sales", 2000));
      listener.awaitLast(version());
      service.streams().put(Person.with("a-2", "Sales", 3000));
      listener.awaitLast(version());

      assertThat(listener.versions).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldTellOnlyWhatIsAnotherVersionOfWhatIsListenedTo()
      throws IOException, InterruptedException {
    try (Listener longAgo = new Listener(EVENTS + "?period=day&date=2020-01-01");
        Listener all = new Listener(EVENTS)) {
      all.awaitLast(version());
      service.streams().put(Person.with("a-1", "Sales", 500));
      all.awaitLast(version());

      assertThat(longAgo.versions).hasSize(1);
    }
  }

  @Test
  void shouldGoOnWhenTheInstancesCannotAnswerForAWhile() throws IOException, InterruptedException {
    try (Listener listener = new Listener(EVENTS)) {
      listener.awaitLast(version());
      service.streams().instances().getFirst().restore(0, true);
      service.streams().put(Person.with("a-4", "Sales", 400));
      service.streams().instances().getFirst().restore(0, false);

      listener.awaitLast(version());
    }
  }

  @Test
  void shouldAskNobodyWhenAllHaveGone() throws IOException, InterruptedException {
    try (Listener one = new Listener(EVENTS);
        Listener other = new Listener(EVENTS)) {
      one.awaitLast(version());
      other.awaitLast(version());
      assertThat(service.bean(Feeds.class).listeners()).isEqualTo(2);
    }
    // Who has gone is noticed when there is something to tell.
    Awaitility.await()
        .untilAsserted(
            () -> {
              service.streams().put(Person.with("a-5", "Sales", 5 + System.nanoTime() % 1_000_000));
              assertThat(service.bean(Feeds.class).listeners()).isZero();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/rankings/nothing/events, 404",
    "/api/v1/rankings/athletes/events?period=x, 400"
  })
  void shouldRefuseWhatNoPageHas(String path, int status) {
    assertThat(service.get(path).status()).isEqualTo(status);
  }

  private String version() {
    return String.valueOf(service.get("/api/v1/rankings/athletes").json().get("version"));
  }

  /** Listens as a browser does. */
  private final class Listener implements AutoCloseable {
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream events;

    Listener(String path) throws IOException, InterruptedException {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(URI.create(service.url() + path)).build(),
              BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      events = response.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      Scanner lines = new Scanner(events, UTF_8);
      while (lines.hasNextLine()) {
        Optional.of(lines.nextLine())
            .filter(line -> line.startsWith("data: "))
            .map(line -> line.replaceAll(".*\"version\":\"([^\"]*)\".*", "$1"))
            .ifPresent(versions::add);
      }
    }

    void awaitLast(String version) {
      Awaitility.await()
          .untilAsserted(() -> assertThat(versions).isNotEmpty().last().isEqualTo(version));
    }

    @Override
    public void close() throws IOException {
      events.close();
      client.shutdownNow();
    }
  }
}
