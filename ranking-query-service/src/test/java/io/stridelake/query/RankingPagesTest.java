package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.FakeView;
import io.stridelake.query.fake.FakeView.Member;
import io.stridelake.query.fake.Person;
import io.stridelake.query.fake.Person.Deed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages compared with sorting everybody. */
class RankingPagesTest {
  private static final String ALL_FROM = "0000-01-01";
  private static final String ALL_TO = "9999-12-31";
  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.start(company(FakeStreams.start(5, 3), 83));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static FakeStreams company(FakeStreams streams, int size) {
    Random random = new Random(7);
    for (int i = 0; i < size; i++) {
      List<Deed> deeds = new ArrayList<>();
      for (int n = random.nextInt(4); n >= 0; n--) {
        deeds.add(
            new Deed(
                "2026-11-%02d".formatted(10 + random.nextInt(15)),
                List.of("Ride", "Run", "Hike").get(random.nextInt(3)),
                random.nextInt(4) * 500L,
                random.nextLong(50_000_000_000L),
                random.nextLong(10_000),
                random.nextInt(3) * 1_000_000L));
      }
      streams.put(
          new Person(
              "a-" + i,
              "Name " + (i % 10),
              random.nextInt(5) == 0 ? null : "Dep " + random.nextInt(4),
              random.nextInt(10) == 0,
              deeds));
    }
    return streams;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "athletes",
        "climbers",
        "athletes?sport=Run",
        "athletes?department=Dep%201",
        "athletes?period=week&date=2026-11-20",
        "athletes?period=day&date=2026-11-12&sport=Ride",
        "athletes?period=year&date=2025-01-01",
        "ten-thousand-km",
      })
  void shouldListEverybodyInPagesForwardsAndBackwards(String address) {
    List<Map<String, Object>> expected = expected(address);

    List<List<Map<String, Object>>> forwards = walk(first(address, 7), "next", address, 7);
    List<List<Map<String, Object>>> backwards = walkBack(address, 7);

    assertThat(forwards.stream().flatMap(List::stream).toList()).isEqualTo(expected);
    assertThat(backwards).isEqualTo(forwards);
  }

  @Test
  void shouldGiveTheSameBodyForwardsAndBackwards() {
    String next = service.get("/api/v1/rankings/athletes?limit=10").text("next");
    Service.Response second = service.get("/api/v1/rankings/athletes?limit=10&cursor=" + next);
    Service.Response again =
        service.get("/api/v1/rankings/athletes?limit=10&cursor=" + second.text("previous"));
    assertThat(again.text()).isEqualTo(service.get("/api/v1/rankings/athletes?limit=10").text());
    assertThat(again.header("ETag")).isNotNull();
  }

  @Test
  void shouldKeepRanksOfTheWholeBoardWhenSearching() {
    List<Map<String, Object>> all =
        walk(first("athletes", 100), "next", "athletes", 100).stream()
            .flatMap(List::stream)
            .toList();
    List<Map<String, Object>> expected =
        all.stream().filter(entry -> name(entry).contains("name 3")).toList();

    List<List<Map<String, Object>>> found =
        walk(first("athletes?q=nAME%203", 2), "next", "athletes?q=nAME%203", 2);

    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(found.stream().flatMap(List::stream).toList()).isEqualTo(expected);
    assertThat(walkBack("athletes?q=nAME%203", 2)).isEqualTo(found);
    assertThat(first("athletes?q=nAME%203", 2).json().get("total")).isEqualTo(expected.size());
  }

  @Test
  void shouldFindEachMemberWhereThePagesHaveIt() {
    List<Map<String, Object>> all = expected("athletes");
    for (int i = 0; i < all.size(); i += 9) {
      Map<String, Object> entry = all.get(i);
      long value = points(entry);
      long below = all.stream().filter(other -> points(other) < value).count();
      String id = id(entry);

      Map<String, Object> found = entry(service.get("/api/v1/rankings/athletes/members/" + id));

      Object percentile = found.remove("percentile");
      assertThat(found).isEqualTo(entry);
      assertThat(((Number) Objects.requireNonNull(percentile)).doubleValue())
          .isEqualTo(Math.floor(below * 1000.0 / all.size() + 0.5) / 10);
    }
  }

  @Test
  void shouldShowThoseAroundAMember() {
    List<Map<String, Object>> all = expected("athletes");
    for (int at : new int[] {0, 1, 5, 30, all.size() - 2, all.size() - 1}) {
      int from = Math.max(0, Math.min(at - 4, all.size() - 9));

      Service.Response around =
          service.get("/api/v1/rankings/athletes/members/" + id(all.get(at)) + "/around?size=9");

      assertThat(around.entries()).isEqualTo(all.subList(from, from + 9));
      if (from > 0) {
        Service.Response before =
            service.get("/api/v1/rankings/athletes?limit=3&cursor=" + around.text("previous"));
        assertThat(before.entries()).isEqualTo(all.subList(Math.max(0, from - 3), from));
      } else {
        assertThat(around.text("previous")).isNull();
      }
    }
  }

  @Test
  void shouldPageThroughDepartmentsAndSports() {
    for (String board : List.of("departments", "sports")) {
      List<Map<String, Object>> all = first(board, 100).entries();
      List<List<Map<String, Object>>> pages = walk(first(board, 1), "next", board, 1);
      assertThat(all).hasSizeGreaterThan(2);
      assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(all);
      assertThat(walkBack(board, 1)).isEqualTo(pages);
    }
  }

  @Test
  void shouldCountHiddenAthletesInDepartmentsAndTotalsOnly() {
    long shown = sum(service.streams().people().stream().filter(p -> !p.hidden()).toList());
    long all = sum(service.streams().people());
    long inDepartments =
        sum(service.streams().people().stream().filter(p -> p.department() != null).toList());
    assertThat(shown).isLessThan(all);

    assertThat(sumOf(first("sports", 100))).isEqualTo(shown);
    assertThat(sumOf(first("departments", 100))).isEqualTo(inDepartments);
    @SuppressWarnings("unchecked") // JSON of the service under test
    Map<String, Object> company =
        (Map<String, Object>)
            Objects.requireNonNull(service.get("/api/v1/totals").json().get("company"));
    assertThat(points(company)).isEqualTo(all);
  }

  @Test
  void shouldAnswerNothingForWhatNobodyDid() {
    for (String filter :
        List.of("sport=Curling", "department=Nowhere", "period=day&date=2099-01-01", "q=zzz")) {
      for (String board : List.of("athletes", "departments", "sports")) {
        Service.Response page = service.get("/api/v1/rankings/" + board + "?" + filter);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.entries()).isEmpty();
        assertThat(page.json()).containsEntry("total", 0).containsEntry("next", null);
      }
    }
  }

  // --- the slow way

  private static List<Map<String, Object>> expected(String address) {
    String board = address.replaceAll("\\?.*", "");
    FakeView view =
        new FakeView(
            board,
            address.contains("week")
                ? "2026-11-16"
                : address.contains("day")
                    ? "2026-11-12"
                    : address.contains("year") ? "2025-01-01" : ALL_FROM,
            address.contains("week")
                ? "2026-11-22"
                : address.contains("day")
                    ? "2026-11-12"
                    : address.contains("year") ? "2025-12-31" : ALL_TO,
            address.contains("sport=Run") ? "Run" : address.contains("sport=Ride") ? "Ride" : null,
            address.contains("department") ? "Dep 1" : null,
            false);
    List<Member> members = view.members(service.streams().people());
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      long above = members.stream().filter(other -> other.score() > member.score()).count();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("rank", (int) above + 1);
      entry.put("position", i + 1);
      entry.put("points", number(member.sums().points() / 1000.0));
      entry.put("activities", member.sums().deeds().size());
      entry.put("km", number(Math.floor(member.sums().distance() / 1e7 + 0.5) / 100));
      entry.put("minutes", (int) ((member.sums().seconds() + 30) / 60));
      entry.put("metresClimbed", (int) ((member.sums().climbed() + 500_000) / 1_000_000));
      entry.put(
          "value",
          board.equals("climbers")
              ? entry.get("metresClimbed")
              : board.equals("athletes") ? entry.get("points") : entry.get("km"));
      Map<String, @Nullable Object> person = new LinkedHashMap<>();
      person.put("id", member.person().id());
      person.put("name", member.person().name());
      person.put("department", member.person().department());
      entry.put("member", person);
      entries.add(entry);
    }
    return entries;
  }

  private static Object number(double value) {
    return value == Math.rint(value) ? (Object) (int) value : (Object) value;
  }

  private static Service.Response first(String address, int limit) {
    Service.Response response = service.get(page(address, limit));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response;
  }

  private static String page(String address, int limit) {
    return "/api/v1/rankings/" + address + (address.contains("?") ? "&" : "?") + "limit=" + limit;
  }

  private static List<List<Map<String, Object>>> walk(
      Service.Response from, String direction, String address, int limit) {
    List<List<Map<String, Object>>> pages = new ArrayList<>();
    Service.Response page = from;
    while (true) {
      if (!page.entries().isEmpty()) {
        pages.add(page.entries());
      }
      String cursor = page.text(direction);
      if (cursor == null) {
        return pages;
      }
      page = service.get(page(address, limit) + "&cursor=" + cursor);
      assertThat(page.status()).as(page.text()).isEqualTo(200);
    }
  }

  private static List<List<Map<String, Object>>> walkBack(String address, int limit) {
    Service.Response last = first(address, limit);
    while (last.text("next") != null) {
      last = service.get(page(address, limit) + "&cursor=" + last.text("next"));
    }
    List<List<Map<String, Object>>> pages = walk(last, "previous", address, limit);
    Collections.reverse(pages);
    return pages;
  }

  @SuppressWarnings("unchecked") // JSON of the service under test
  private static Map<String, Object> entry(Service.Response response) {
    return (Map<String, Object>)
        Objects.requireNonNull(response.json().get("entry"), response.text());
  }

  private static String id(Map<String, Object> entry) {
    return String.valueOf(((Map<?, ?>) Objects.requireNonNull(entry.get("member"))).get("id"));
  }

  private static String name(Map<String, Object> entry) {
    Object name = ((Map<?, ?>) Objects.requireNonNull(entry.get("member"))).get("name");
    return String.valueOf(name).toLowerCase(Locale.ROOT);
  }

  private static long points(Map<String, Object> entry) {
    Number points = (Number) Objects.requireNonNull(entry.get("points"));
    return Math.round(points.doubleValue() * 1000);
  }

  private static long sum(List<Person> people) {
    return people.stream().flatMap(p -> p.deeds().stream()).mapToLong(Deed::points).sum();
  }

  private static long sumOf(Service.Response page) {
    return IntStream.range(0, page.entries().size())
        .mapToLong(i -> points(page.entries().get(i)))
        .sum();
  }
}
