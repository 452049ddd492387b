package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The active generation is derived anew under another rule set that sums up the same: id and
 * versions of all partitions stay, and only the query service ranks otherwise.
 */
class ResetInPlaceTest {
  private static final String BOARD = "/api/v1/rankings/departments";
  private static final String RULES =
      """
      version: %s
      rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
      boards:
        - { id: athletes, of: athletes, metric: points }
        - { id: departments, of: departments, metric: points %s }
        - { id: sports, of: sports, metric: points }
      """;
  private static final List<String> KEPT =
      List.of(
          BOARD,
          BOARD + "?limit=3",
          BOARD + "?q=dep&partial=true",
          BOARD + "/members/Dep 1",
          BOARD + "/members/Dep 1/around?size=3",
          "/api/v1/rankings/athletes?limit=5",
          "/api/v1/totals",
          "/api/v1/rankings",
          "/api/v1/rules");

  private final FakeStreams streams = FakeStreams.start(3, 2);

  @SuppressWarnings("NullAway.Init")
  private Service service;

  @BeforeEach
  void start() {
    streams.ruleSet(RULES.formatted("before", ""));
    // One large department with little each, small ones with much, so that every key changes ranks.
    for (int member = 0; member < 12; member++) {
      streams.put(Person.with("large-" + member, "Dep 0", 1_000));
    }
    for (int department = 1; department < 8; department++) {
      streams.put(Person.with("small-" + department, "Dep " + department, 2_000 * department));
    }
    streams.put(new Person("idle", "Idle", "Dep 7", false, List.of()));
    service = Service.start(streams, Map.of("query.answer.fresh", "1s"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ", value: mean",
        ", value: mean, over: all",
        ", min_team_size: 2",
        ", at_least: 5",
        ""
      })
  void shouldNeverAnswerAgainWhatItAnsweredBefore(String changed) {
    Map<String, Service.Response> before = all(service);

    reset(RULES.formatted("after", changed));

    Map<String, Service.Response> after = new LinkedHashMap<>();
    before.forEach(
        (path, old) -> {
          Service.Response now =
              service.get(
                  path.replace(" ", "%20"),
                  "If-None-Match",
                  Objects.requireNonNull(old.header("ETag")));
          assertThat(now.status()).as(path + ": " + now.text()).isEqualTo(200);
          assertThat(now.text())
              .as(path)
              .isNotEqualTo(old.text())
              .contains("\"ruleSet\":\"after\"");
          after.put(path, now);
        });
    try (Service other = Service.start(streams)) {
      all(other)
          .forEach(
              (path, fresh) -> {
                Service.Response now = Objects.requireNonNull(after.get(path));
                assertThat(now.text()).as(path).isEqualTo(fresh.text());
                assertThat(now.header("ETag")).as(path).isEqualTo(fresh.header("ETag"));
              });
    }
  }

  @Test
  void shouldRankByTheOtherMetric() {
    String metric = RULES.replace("departments, metric: points", "departments, metric: activities");
    List<Object> ranked = members(service.get(BOARD));

    reset(metric.formatted("after", ""));

    assertThat(members(service.get(BOARD))).isNotEqualTo(ranked).startsWith("Dep 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {BOARD, "/api/v1/rankings/athletes"})
  void shouldRefuseTheCursorsOfBefore(String board) {
    Service.Response first = service.get(board + "?limit=3");
    String next = Objects.requireNonNull(first.text("next"));
    String previous =
        Objects.requireNonNull(service.get(board + "?limit=3&cursor=" + next).text("previous"));

    reset(RULES.formatted("after", ", value: mean"));

    for (String cursor : List.of(next, previous)) {
      Service.Response stale = service.get(board + "?limit=3&cursor=" + cursor);
      assertThat(stale.status()).isEqualTo(410);
      assertThat(stale.json()).containsEntry("type", "urn:stridelake:problem:stale-cursor");
    }
    List<Map<String, Object>> pages = new ArrayList<>();
    Service.Response page = service.get(board + "?limit=3");
    pages.addAll(page.entries());
    while (page.text("next") != null) {
      page = service.get(board + "?limit=3&cursor=" + page.text("next"));
      pages.addAll(page.entries());
    }
    assertThat(pages).isEqualTo(service.get(board + "?limit=100").entries());
  }

  @Test
  void shouldRefuseTheCatalogueCursorsOfBefore() {
    String catalogue = "/api/v1/catalogue/activities?limit=3";
    String[] admin = {"Authorization", "Bearer " + Service.ADMIN};
    String next = Objects.requireNonNull(service.get(catalogue, admin).text("next"));
    assertThat(service.get(catalogue + "&cursor=" + next, admin).status()).isEqualTo(200);

    reset(RULES.formatted("after", ", value: mean"));

    assertThat(service.get(catalogue + "&cursor=" + next, admin).status()).isEqualTo(410);
  }

  @Test
  void shouldHaveAnotherIdentityUnderTheSameRulesToo() {
    Map<String, Service.Response> before = all(service);

    reset(RULES.formatted("before", ""));

    before.forEach(
        (path, old) -> {
          Service.Response now =
              service.get(
                  path.replace(" ", "%20"),
                  "If-None-Match",
                  Objects.requireNonNull(old.header("ETag")));
          assertThat(now.status()).as(path).isEqualTo(200);
          assertThat(now.header("ETag")).as(path).isNotEqualTo(old.header("ETag"));
        });
  }

  @Test
  void shouldNotMixTwoLocksOfASeason() {
    String seasons = "seasons: [{ id: autumn, from: 2026-11-01, to: 2026-11-30 }]";
    streams.ruleSet(RULES.formatted("locked-one", "") + seasons);
    streams.ruleSet(RULES.formatted("locked-two", ", value: mean") + seasons);
    streams.lock("autumn", "locked-one", "2026-11-01", "2026-11-30");
    refresh();
    Service.Response before = service.get(BOARD + "?period=autumn&limit=3");
    assertThat(before.text("ruleSet")).isEqualTo("locked-one");

    streams.lock("autumn", "locked-two", "2026-11-01", "2026-11-30");
    refresh();

    Service.Response now =
        service.get(
            BOARD + "?period=autumn&limit=3",
            "If-None-Match",
            Objects.requireNonNull(before.header("ETag")));
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.text("ruleSet")).isEqualTo("locked-two");
    assertThat(members(now)).isNotEqualTo(members(before));
    assertThat(service.get(BOARD + "?period=autumn&limit=3&cursor=" + before.text("next")).status())
        .isEqualTo(410);
  }

  private Map<String, Service.Response> all(Service from) {
    Map<String, Service.Response> answers = new LinkedHashMap<>();
    for (String path : KEPT) {
      Service.Response answer = from.get(path.replace(" ", "%20"));
      assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
      answers.put(path, answer);
    }
    return answers;
  }

  private static List<Object> members(Service.Response page) {
    return page.entries().stream()
        .map(entry -> ((Map<?, ?>) Objects.requireNonNull(entry.get("member"))).get("id"))
        .map(Object.class::cast)
        .toList();
  }

  private void reset(String rules) {
    streams.reset(rules);
    refresh();
  }

  private void refresh() {
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));
  }
}
