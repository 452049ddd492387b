package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import io.stridelake.rules.RuleSets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String RANKINGS = "/api/v1/rankings/";
  private static Service service;

  @BeforeAll
  static void start() {
    FakeStreams streams = FakeStreams.start(3, 1);
    String rules = new String(RuleSets.defaultRuleSet(), StandardCharsets.UTF_8);
    streams.ruleSet(rules + "\nseasons:\n  - { id: autumn, from: 2026-09-01, to: 2026-11-30 }\n");
    streams.put(Person.with("a-1", "Finance", 1500));
    service =
        Service.start(
            streams, Map.of("query.answer.fresh", "0ms", "query.calendar.zone", "Pacific/Apia"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "athletes?limit=0, limit",
    "athletes?limit=101, limit",
    "athletes?limit=ten, limit",
    "athletes?limit=1.0, limit",
    "athletes?limit=-1, limit",
    "athletes?limit=99999999999, limit",
    "athletes?limit=, limit",
    "athletes?limit=5&limit=5, limit",
    "athletes?period=decade, period",
    "athletes?period=, period",
    "athletes?period=week&period=day, period",
    "athletes?date=2026-02-30&period=day, date",
    "athletes?date=2026-2-3, date",
    "athletes?date=today, date",
    "athletes?date=2026-11-22T00:00:00, date",
    "athletes?date=, date",
    "athletes?q=, q",
    "athletes?q=%00, q",
    "athletes?sport=%20, sport",
    "athletes?sport=Ride&sport=Run, sport",
    "athletes?department=%0A, department",
    "athletes?cursor=nonsense, cursor",
    "athletes?cursor=%C3%A9, cursor",
    "athletes?cursor=, cursor",
    "athletes?period=week&date=9999-12-31, date",
    "ten-thousand-km?period=week, period",
    "athletes/members/a-1/around?size=101, size",
    "athletes/members/a-1?period=never, period",
  })
  void shouldRefuseWrongParametersByName(String address, String parameter) {
    Service.Response refused = service.get(RANKINGS + address);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json())
        .containsEntry("type", "urn:stridelake:problem:bad-parameter")
        .containsEntry("parameter", parameter)
        .containsKey("allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "none/members/a-1",
        "athletes/members/nobody",
        "athletes/members/%20",
        "athletes/members/a%2F1",
        "departments/members/Nowhere",
        "sports/members/Curling",
        "athletes/members/nobody/around",
        "Athletes",
      })
  void shouldNotFindWhatIsNotThere(String address) {
    Service.Response missing = service.get(RANKINGS + address);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.json()).containsEntry("type", "urn:stridelake:problem:not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "day, 2026-11-22, 2026-11-22, 2026-11-22, 2026-11-22",
    "week, 2026-11-22, 2026-W47, 2026-11-16, 2026-11-22",
    "week, 2027-01-01, 2026-W53, 2026-12-28, 2027-01-03",
    "month, 2024-02-29, 2024-02, 2024-02-01, 2024-02-29",
    "year, 2026-06-01, 2026, 2026-01-01, 2026-12-31",
    "all, 2026-06-01, all, , ",
  })
  void shouldResolvePeriods(String kind, String date, String id, String from, String to) {
    for (String path : new String[] {RANKINGS + "athletes", "/api/v1/totals"}) {
      Map<?, ?> period =
          (Map<?, ?>)
              Objects.requireNonNull(
                  service.get(path + "?period=" + kind + "&date=" + date).json().get("period"));
      assertThat(period).hasSize(4);
      assertThat(period.get("kind")).isEqualTo(kind);
      assertThat(period.get("id")).isEqualTo(id);
      assertThat(period.get("from")).isEqualTo(from);
      assertThat(period.get("to")).isEqualTo(to);
    }
  }

  @Test
  void shouldKnowSeasonsByTheirIds() {
    Service.Response page = service.get(RANKINGS + "athletes?period=autumn&date=1999-01-01");
    assertThat(page.text())
        .contains(
            "\"period\":{\"kind\":\"season\",\"id\":\"autumn\",\"from\":\"2026-09-01\","
                + "\"to\":\"2026-11-30\",\"locked\":false}");
    assertThat(page.entries()).hasSize(1);
    assertThat(service.get("/api/v1/rankings").text())
        .contains(
            "\"seasons\":[{\"id\":\"autumn\",\"from\":\"2026-09-01\",\"to\":\"2026-11-30\","
                + "\"locked\":false}]");
  }

  @Test
  void shouldTakeTodayInTheZone() {
    String today = LocalDate.now(ZoneId.of("Pacific/Apia")).toString();
    assertThat(service.get(RANKINGS + "athletes?period=day").text())
        .contains("\"id\":\"" + today + "\"");
    assertThat(service.get("/api/v1/rankings").json())
        .containsEntry("today", today)
        .containsEntry("zone", "Pacific/Apia");
  }

  @Test
  void shouldIgnoreParametersThatNobodyKnows() {
    assertThat(service.get(RANKINGS + "athletes?utm_source=mail&limit=5").status()).isEqualTo(200);
  }

  @Test
  void shouldSayNullForAKnownMemberWithoutARow() {
    assertThat(service.get(RANKINGS + "athletes/members/a-1?sport=Swim").json())
        .containsEntry("entry", null)
        .containsEntry("total", 0);
    assertThat(service.get(RANKINGS + "departments/members/Finance?sport=Swim").json())
        .containsEntry("entry", null);
    assertThat(
            service
                .get(RANKINGS + "athletes/members/a-1/around?period=day&date=1990-01-01")
                .entries())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/rankings/athletes?q=%zz", "/api/v1/rankings/%zz", "/%"})
  void shouldRefuseMalformedAddresses(String target) throws IOException {
    String url = service.url();
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(url.replaceAll(".*:", "")))) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 40").doesNotContain("Exception");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheMethod() {
    Service.Response refused = service.send("POST", "/api/v1/rankings", new byte[0]);
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(service.send("POST", "/nowhere", new byte[0]).status()).isEqualTo(404);
  }
}
