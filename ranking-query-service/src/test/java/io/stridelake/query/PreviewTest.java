package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generation 1 answers, 2 is a candidate that is ready, 3 one that is not derived completely. */
class PreviewTest {
  private static final String PREVIEW = "/admin/generations/2/preview";
  private static final String[] TOKEN = {"Authorization", "Bearer " + Service.ADMIN};
  private static final String RULES =
      """
      version: %s
      rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
      boards:
        - { id: athletes, of: athletes, metric: points }
        - { id: departments, of: departments, metric: points, value: mean }
        - { id: sports, of: sports, metric: km }
      %s
      """;

  /** More than a round in one partition. */
  private static final int MANY = 2_400;

  private final FakeStreams streams = RankingPagesTest.company(FakeStreams.start(3, 2), 60);
  private final FakeStreams candidate = streams.keep(2, "ready", true);
  private final Service service;

  PreviewTest() {
    streams.keep(3, "building", false);
    streams.ruleSet(
        RULES.formatted(
            "v1",
            """
              - { id: old, of: athletes, metric: points }
              - { id: weekly, of: athletes, metric: points, periods: [week, all] }
            seasons: [{ id: autumn, from: 2026-11-01, to: 2026-11-14 }]
            """));
    candidate.ruleSet(
        RULES.formatted(
            "v2",
            """
              - { id: new, of: athletes, metric: points }
              - { id: weekly, of: athletes, metric: points, periods: [week] }
            seasons: [{ id: autumn, from: 2026-11-10, to: 2026-11-30 }]
            """));
    rescore();
    service = Service.start(streams);
  }

  /** Rides earn less; somebody leaves and somebody comes. */
  private void rescore() {
    for (Person person : streams.people()) {
      if (!person.id().equals("a-7")) {
        candidate.put(
            new Person(
                person.id(),
                person.name(),
                person.department(),
                person.hidden(),
                person.deeds().stream().map(PreviewTest::rescored).toList()));
      }
    }
    candidate.put(Person.with("zoe", "Dep 9", 1_234));
  }

  private static Person.Deed rescored(Person.Deed deed) {
    long points = deed.sport().equals("Ride") ? deed.points() / 5 : deed.points();
    return new Person.Deed(
        deed.day(), deed.sport(), points, deed.distance(), deed.seconds(), deed.climbed());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "athletes?",
        "departments?",
        "sports?",
        "athletes?period=week&date=2026-11-18",
        "athletes?period=autumn"
      })
  void shouldShowWhatTheRankingsSayBeforeAndAfterwards(String board) {
    String words = board.replace("?", "&");
    Map<String, String> before = ranked(board);

    Whole preview = read(PREVIEW + "?limit=7&board=" + words);

    promote();
    assertThat(preview.before).isNotEmpty().isEqualTo(before);
    assertThat(preview.after).isNotEmpty().isNotEqualTo(before).isEqualTo(ranked(board));
    assertThat(preview.moves).isSorted();
    assertThat(preview.first).containsEntry("from", 1).containsEntry("to", 2);
    assertThat(preview.first).containsEntry("fromRuleSet", "v1").containsEntry("toRuleSet", "v2");
  }

  @Test
  void shouldAddUpWhatMoves() {
    Whole preview = read(PREVIEW);

    Map<String, Object> summary = object(preview.first.get("summary"));
    Map<String, Object> members = object(summary.get("members"));
    assertThat(summary).containsEntry("enter", 1).containsEntry("leave", 1);
    assertThat(members)
        .containsEntry("before", preview.before.size())
        .containsEntry("after", preview.after.size());
    long all = 0;
    for (String kind : List.of("rise", "fall", "enter", "leave", "stay")) {
      all += ((Number) Objects.requireNonNull(summary.get(kind))).longValue();
    }
    assertThat(all).isEqualTo(preview.before.size() + 1);
    Map<String, Object> company = object(summary.get("company"));
    Map<String, Object> km = object(summary.get("km"));
    Map<String, Object> was = object(service.get("/api/v1/totals").json().get("company"));
    promote();
    Map<String, Object> is = object(service.get("/api/v1/totals").json().get("company"));
    assertThat(company)
        .containsEntry("before", was.get("points"))
        .containsEntry("after", is.get("points"));
    assertThat(km).containsEntry("before", was.get("km")).containsEntry("after", is.get("km"));
  }

  @Test
  void shouldSayWhichBoardsMayBeCompared() {
    assertThat(list(preview("").json().get("boards")))
        .extracting(board -> object(board).get("id"))
        .containsExactly("athletes", "departments", "sports", "new", "weekly", "old");
    assertThat(list(preview("").json().get("boards")))
        .filteredOn(board -> "weekly".equals(object(board).get("id")))
        .extracting(board -> object(board).get("periods"))
        .containsExactly(List.of("week", "all"));
  }

  @Test
  void shouldNameTheRuleThatMovedSomebody() {
    List<Map<String, Object>> rows = rows(preview("?limit=100").json());

    assertThat(rows)
        .filteredOn(row -> row.get("before") != null && row.get("after") != null)
        .allSatisfy(
            row -> {
              boolean same = value(row, "before").equals(value(row, "after"));
              assertThat(list(row.get("because")))
                  .extracting(cause -> object(cause).get("id"))
                  .isEqualTo(same ? List.of() : List.of("ride"));
            });
    assertThat(rows).anySatisfy(row -> assertThat(list(row.get("because"))).isNotEmpty());
    assertThat(rows(preview("?board=departments").json()))
        .allSatisfy(row -> assertThat(list(row.get("because"))).isEmpty());
  }

  @Test
  void shouldReadBoardsOfMoreThanARoundFromOneState() {
    Random random = new Random(5);
    for (int i = 0; streams.people().size() < MANY; i++) {
      Person person = Person.with("b-" + i, "Dep 1", random.nextInt(3_000));
      if (Math.floorMod(person.id().hashCode(), streams.partitions()) == 0) {
        streams.put(person);
        candidate.put(person);
      }
    }
    int[] late = {0};
    streams.before =
        () -> {
          synchronized (late) {
            streams.put(Person.with("late-" + late[0]++, "Dep 1", 5_000));
          }
        };

    Service.Response preview = preview("?limit=100");

    streams.before = () -> {};
    Map<String, Object> members = object(object(preview.json().get("summary")).get("members"));
    long before = ((Number) Objects.requireNonNull(members.get("before"))).longValue();
    assertThat(streams.asked("page")).as("two rounds of both").isGreaterThanOrEqualTo(4);
    assertThat(before).isGreaterThan(MANY - 60).isLessThan(MANY + late[0]);
    assertThat(members)
        .containsEntry(
            "after", candidate.people().stream().filter(p -> !p.hidden()).toList().size());
  }

  @ParameterizedTest
  @CsvSource({"old, leave, null", "new, enter, null", "weekly, leave, all"})
  void shouldHaveEverybodyLeaveOrEnterABoardThatOneLacks(
      String board, String moves, String period) {
    Map<String, Object> preview =
        preview("?limit=100&board=" + board + (period.equals("null") ? "" : "&period=" + period))
            .json();

    assertThat(rows(preview))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r).containsEntry("moves", moves));
  }

  @Test
  void shouldLeaveALockedSeasonAsItIs() {
    streams.lock("autumn", "v1", "2026-11-01", "2026-11-14");
    refresh();

    Map<String, Object> preview = preview("?period=autumn&limit=100").json();

    assertThat(object(preview.get("period"))).containsEntry("locked", true);
    assertThat(rows(preview))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row).containsEntry("moves", "stay");
              assertThat(list(row.get("because"))).isEmpty();
            });
  }

  @Test
  void shouldCompareTheActiveOneWithTheOneBefore() {
    assertThat(admin("/admin/generations/1/preview").status()).isEqualTo(404);
    streams.keep(5, "previous", true);
    refresh();

    assertThat(admin("/admin/generations/1/preview").json())
        .containsEntry("from", 5)
        .containsEntry("to", 1);
    assertThat(admin("/admin/generations/1/preview?against=2").json()).containsEntry("from", 2);
  }

  @ParameterizedTest
  @CsvSource({
    "9/preview, 404, not-found",
    "2/preview?against=9, 404, not-found",
    "2/preview?board=none, 404, not-found",
    "3/preview, 409, conflict",
    "2/preview?against=3, 409, conflict",
    "2/preview?against=0, 400, bad-parameter",
    "2/preview?period=decade, 400, bad-parameter",
    "2/preview?board=weekly&period=year, 400, bad-parameter",
    "2/preview?date=today, 400, bad-parameter",
    "2/preview?limit=0, 400, bad-parameter",
    "2/preview?limit=101, 400, bad-parameter",
    "2/preview?cursor=x, 400, bad-parameter",
  })
  void shouldRefuse(String address, int status, String type) {
    Service.Response refused = admin("/admin/generations/" + address);

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.json()).containsEntry("type", "urn:stridelake:problem:" + type);
  }

  @Test
  void shouldRefuseWhoHasNoToken() {
    assertThat(service.get(PREVIEW).status()).isEqualTo(401);
  }

  @Test
  void shouldSayThatAPartitionIsAway() {
    streams.instances().forEach(instance -> instance.restore(0, true));

    assertThat(preview("").status()).isEqualTo(503);
  }

  @Test
  void shouldRefuseTheCursorOfOtherWords() {
    String next = next("?limit=5&board=athletes");

    assertThat(preview("?limit=9&board=athletes&cursor=" + next).status()).isEqualTo(200);
    assertThat(preview("?limit=5&board=sports&cursor=" + next).status()).isEqualTo(400);
    assertThat(preview("?limit=5&cursor=" + next).status()).isEqualTo(400);
    assertThat(preview("?board=athletes&period=week&cursor=" + next).status()).isEqualTo(400);
    assertThat(preview("?board=athletes&against=1&cursor=" + next).status()).isEqualTo(400);
  }

  @Test
  void shouldSayThatTheComparisonIsGone() {
    String next = next("?limit=5");
    for (int i = 0; i < 4; i++) {
      assertThat(preview("?limit=5&cursor=" + next).status()).isEqualTo(200);
      preview("?board=sports");
    }
    assertThat(preview("?limit=5&cursor=" + next).status()).isEqualTo(410);

    String later = next("?limit=5");
    streams.decide();
    refresh();
    assertThat(preview("?limit=5&cursor=" + later).status()).isEqualTo(410);
  }

  /** A preview, page by page. */
  private static final class Whole {
    private final Map<String, String> before = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();
    private final List<Long> moves = new ArrayList<>();
    private Map<String, Object> first = Map.of();
  }

  private Whole read(String path) {
    Whole whole = new Whole();
    HashSet<String> seen = new HashSet<>();
    Map<String, Object> page = admin(path).json();
    whole.first = page;
    while (true) {
      for (Map<String, Object> row : rows(page)) {
        String id = String.valueOf(object(row.get("member")).get("id"));
        assertThat(seen.add(id)).isTrue();
        put(whole.before, id, row.get("before"));
        put(whole.after, id, row.get("after"));
        whole.moves.add(-Math.abs(((Number) Objects.requireNonNull(row.get("ranks"))).longValue()));
      }
      if (page.get("next") == null) {
        return whole;
      }
      String more = path.contains("?") ? "&" : "?";
      page = admin(path + more + "cursor=" + page.get("next")).json();
    }
  }

  private static void put(Map<String, String> places, String id, @Nullable Object place) {
    if (place != null) {
      places.put(id, object(place).get("rank") + " " + object(place).get("value"));
    }
  }

  /** What a ranking says, by member. */
  private Map<String, String> ranked(String board) {
    Map<String, String> ranked = new TreeMap<>();
    service
        .get("/api/v1/rankings/" + board + "&limit=100")
        .entries()
        .forEach(
            entry -> put(ranked, String.valueOf(object(entry.get("member")).get("id")), entry));
    return ranked;
  }

  private void promote() {
    streams.activate(2);
    refresh();
  }

  private void refresh() {
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));
  }

  private String next(String words) {
    return Objects.requireNonNull(preview(words).text("next"));
  }

  private Service.Response preview(String words) {
    return admin(PREVIEW + words);
  }

  private Service.Response admin(String path) {
    return service.get(path, TOKEN);
  }

  private static String value(Map<String, Object> row, String side) {
    return String.valueOf(object(row.get(side)).get("value"));
  }

  @SuppressWarnings("unchecked") // JSON of the service under test
  private static List<Map<String, Object>> rows(Map<String, Object> page) {
    return (List<Map<String, Object>>) Objects.requireNonNull(page.get("rows"));
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // JSON of the service under test
  private static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
