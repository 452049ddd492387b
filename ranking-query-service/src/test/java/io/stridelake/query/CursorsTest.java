package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorsTest {
  private static final String BOARD = "/api/v1/rankings/athletes";
  private FakeStreams streams = FakeStreams.start(3, 2);
  private Service service = Service.start(RankingPagesTest.company(streams, 40));

  @BeforeEach
  void reset() {
    streams.before = () -> {};
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldKeepToItsSnapshotWhileTheStateMoves() {
    List<Map<String, Object>> before = service.get(BOARD + "?limit=100").entries();
    Service.Response page = service.get(BOARD + "?limit=10");
    List<Map<String, Object>> seen = new ArrayList<>(page.entries());

    while (page.text("next") != null) {
      streams.put(Person.with("late-" + seen.size(), "Dep 1", 100_000 + seen.size()));
      streams.remove("a-" + seen.size());
      page = service.get(BOARD + "?limit=10&cursor=" + page.text("next"));
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      seen.addAll(page.entries());
    }

    assertThat(seen).isEqualTo(before);
    assertThat(service.get(BOARD + "?limit=100").entries()).isNotEqualTo(before);
  }

  @Test
  void shouldPinAgainWhenAnOldPageIsConfirmed() {
    Service.Response page = service.get(BOARD + "?limit=10");
    streams.forgetPins();
    service.get(BOARD + "?limit=10", "If-None-Match", Objects.requireNonNull(page.header("ETag")));
    streams.put(Person.with("late", "Dep 1", 100_000));

    assertThat(service.get(BOARD + "?limit=10&cursor=" + page.text("next")).status())
        .isEqualTo(200);
  }

  @Test
  void shouldSayThatASnapshotIsGone() {
    String next = service.get(BOARD + "?limit=10").text("next");
    streams.put(Person.with("late", "Dep 1", 100_000));
    streams.forgetPins();

    Service.Response stale = service.get(BOARD + "?limit=10&cursor=" + next);

    assertThat(stale.status()).isEqualTo(410);
    assertThat(stale.json()).containsEntry("type", "urn:stridelake:problem:stale-cursor");
  }

  @Test
  void shouldSayThatTheGenerationHasChanged() {
    String next = service.get(BOARD + "?limit=10").text("next");
    streams.activate(2);
    service
        .bean(io.stridelake.query.cluster.ClusterWatch.class)
        .refresh(java.time.Duration.ofSeconds(2));

    assertThat(service.get(BOARD + "?limit=10&cursor=" + next).status()).isEqualTo(410);
    assertThat(service.get(BOARD).json()).containsEntry("generation", 2);
  }

  @ParameterizedTest
  @CsvSource({
    "athletes?sport=Run",
    "athletes?department=Dep%201",
    "athletes?q=name",
    "athletes?period=year&date=2026-01-01",
    "climbers",
    "departments",
  })
  void shouldRefuseOtherFilters(String address) {
    String next = service.get(BOARD + "?limit=10").text("next");
    String separator = address.contains("?") ? "&" : "?";

    Service.Response refused =
        service.get("/api/v1/rankings/" + address + separator + "cursor=" + next);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json()).containsEntry("parameter", "cursor");
  }

  @Test
  void shouldRefuseAnotherDate() {
    String week = BOARD + "?limit=3&period=week&date=";
    String next = service.get(week + "2026-11-20").text("next");

    assertThat(service.get(week + "2026-11-20&cursor=" + next).status()).isEqualTo(200);
    assertThat(service.get(week + "2026-11-18&cursor=" + next).status()).isEqualTo(200);
    assertThat(service.get(week + "2026-11-27&cursor=" + next).status()).isEqualTo(400);
  }

  @Test
  void shouldRefuseWhatWasTamperedWith() {
    String next = Objects.requireNonNull(service.get(BOARD + "?limit=10").text("next"));
    for (int at = 0; at < next.length(); at += 7) {
      char other = next.charAt(at) == 'A' ? 'B' : 'A';
      String changed = next.substring(0, at) + other + next.substring(at + 1);
      assertThat(service.get(BOARD + "?cursor=" + changed).status()).isEqualTo(400);
    }
  }

  @Test
  void shouldBeReadableByAnotherQueryService() {
    String next = service.get(BOARD + "?limit=10").text("next");
    try (Service other = Service.start(streams)) {
      assertThat(other.get(BOARD + "?limit=10&cursor=" + next).text())
          .isEqualTo(service.get(BOARD + "?limit=10&cursor=" + next).text());
    }
    streams = FakeStreams.start(1, 1);
    service = Service.start(streams);
  }

  @Test
  void shouldReadSeveralStepsFromOneState() {
    int[] calls = {0};
    streams.before =
        () -> {
          synchronized (calls) {
            if (calls[0]++ < 4) {
              streams.put(Person.with("late-" + calls[0], "Dep 1", 100_000));
            }
          }
        };

    Map<?, ?> entry =
        (Map<?, ?>) Objects.requireNonNull(service.get(BOARD + "/members/a-1").json().get("entry"));

    streams.before = () -> {};
    assertThat(entry).isEqualTo(service.get(BOARD + "/members/a-1").json().get("entry"));
  }

  @Test
  void shouldPinOnlyWhatHasAnotherPage() {
    service.get(BOARD + "?limit=100");
    String version = Objects.requireNonNull(service.get(BOARD + "?limit=10").text("next"));
    assertThat(streams.pins()).isEqualTo(3);
    assertThat(version).isNotEmpty();
    streams.forgetPins();
    service.get(BOARD + "?limit=100&sport=Run");
    assertThat(streams.pins()).isZero();
  }
}
