package io.stridelake.query.fake;

import io.stridelake.query.fake.FakeView.Member;
import io.stridelake.query.fake.Person.Deed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One partition's state, asked one question. */
final class FakePartition {
  private final FakeStreams streams;
  private final int partition;
  private final FakeView view;
  private final List<Person> people;

  FakePartition(FakeStreams streams, int partition, FakeView view, List<Person> people) {
    this.streams = streams;
    this.partition = partition;
    this.view = view;
    this.people = people;
  }

  /**
   * The answer.
   *
   * @param together all that the same instance was asked for, and can answer for
   */
  Map<String, Object> answer(Map<String, Object> query, List<FakePartition> together) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("partition", partition);
    answer.put("status", "ok");
    answer.put("version", FakeStreams.version(people, view));
    answer.put("asOf", streams.asOf());
    List<Member> members = view.board() == null ? List.of() : view.members(people);
    answer.put("total", members.size());
    switch ((String) Objects.requireNonNull(query.get("kind"))) {
      case "page" -> page(query, members, answer);
      case "standing" -> answer.put("member", member(query, members, together));
      case "countAbove" -> answer.put("counts", counts(query, members));
      case "position" ->
          answer.put(
              "before",
              members.stream()
                  .filter(m -> before(m, number(query, "score"), (String) query.get("id")))
                  .count());
      case "groups" ->
          answer.put(
              "groups",
              groups(
                  (String) Objects.requireNonNull(query.get("by")),
                  Boolean.TRUE.equals(query.get("hidden"))));
      case "activities" -> answer.put("activities", new FakeActivities(people).found(query));
      case "explanation" -> answer.put("activities", new FakeActivities(people).explained(query));
      case "person" -> answer.put("activities", new FakeActivities(people).person(query));
      default -> {}
    }
    return answer;
  }

  @SuppressWarnings("unchecked") // JSON of the test's own service
  private static void page(
      Map<String, Object> query, List<Member> members, Map<String, Object> answer) {
    String name = (String) query.get("nameContains");
    List<Member> matching =
        members.stream()
            .filter(
                m ->
                    name == null
                        || !m.person().hidden()
                            && m.person()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    answer.put("matching", matching.size());
    int limit = (int) number(query, "limit");
    Map<String, Object> after = (Map<String, Object>) query.get("after");
    Map<String, Object> before = (Map<String, Object>) query.get("before");
    List<Member> rows = matching;
    if (after != null) {
      rows = matching.stream().filter(m -> isAfter(m, after)).toList();
    }
    if (before != null) {
      rows =
          matching.stream()
              .filter(m -> before(m, number(before, "score"), (String) before.get("id")))
              .toList();
      rows = rows.subList(Math.max(0, rows.size() - limit), rows.size());
    }
    answer.put("rows", rows.stream().limit(limit).map(FakePartition::row).toList());
  }

  private Map<String, Object> member(
      Map<String, Object> query, List<Member> members, List<FakePartition> together) {
    String id = (String) Objects.requireNonNull(query.get("id"));
    Map<String, Object> found = new LinkedHashMap<>();
    found.put(
        "known",
        people.stream()
            .anyMatch(person -> person.id().equals(id) && !(view.locked() && person.hidden())));
    found.put("row", null);
    found.put("neighbours", null);
    members.stream()
        .filter(member -> member.person().id().equals(id) && !member.person().hidden())
        .forEach(member -> found.put("row", row(member)));
    List<Member> everybody =
        together.stream()
            .flatMap(each -> each.view.members(each.people).stream())
            .sorted(FakeView.ORDER)
            .toList();
    Long score = score(query, id, everybody);
    if (score != null) {
      found.put(
          "neighbours", neighbours(score, id, (int) number(query, "limit"), members, everybody));
    }
    return found;
  }

  @SuppressWarnings("unchecked") // JSON of the test's own service
  private static @Nullable Long score(
      Map<String, Object> query, String id, List<Member> everybody) {
    Map<String, Object> place = (Map<String, Object>) query.get("place");
    if (place != null) {
      return number(place, "score");
    }
    return everybody.stream()
        .filter(member -> member.person().id().equals(id))
        .map(Member::score)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> neighbours(
      long score, String id, int limit, List<Member> members, List<Member> everybody) {
    List<Member> ahead = everybody.stream().filter(m -> before(m, score, id)).toList();
    List<Member> behind =
        everybody.stream()
            .filter(m -> !before(m, score, id) && !m.person().id().equals(id))
            .toList();
    int half = limit / 2;
    boolean enough = ahead.size() >= half && behind.size() >= limit - half;
    List<Member> before =
        ahead.subList(Math.max(0, ahead.size() - (enough ? half : limit)), ahead.size());
    List<Member> after = behind.subList(0, Math.min(behind.size(), enough ? limit - half : limit));
    Long edge = before.isEmpty() ? null : before.getFirst().score();
    Map<String, Object> neighbours = new LinkedHashMap<>();
    neighbours.put("above", members.stream().filter(m -> m.score() > score).count());
    neighbours.put("atLeast", members.stream().filter(m -> m.score() >= score).count());
    neighbours.put("ahead", members.stream().filter(m -> before(m, score, id)).count());
    neighbours.put("edge", edge);
    neighbours.put(
        "aboveEdge", edge == null ? 0 : members.stream().filter(m -> m.score() > edge).count());
    neighbours.put("before", rows(before, members));
    neighbours.put("after", rows(after, members));
    return neighbours;
  }

  private static List<Map<String, Object>> rows(List<Member> nearest, List<Member> here) {
    return nearest.stream().filter(here::contains).map(FakePartition::row).toList();
  }

  private static List<Long> counts(Map<String, Object> query, List<Member> members) {
    List<Long> counts = new ArrayList<>();
    for (Object score : (List<?>) Objects.requireNonNull(query.get("scores"))) {
      long than = ((Number) score).longValue();
      counts.add(members.stream().filter(member -> member.score() > than).count());
    }
    return counts;
  }

  private List<Map<String, Object>> groups(String by, boolean hidden) {
    Map<String, List<Deed>> deeds = new TreeMap<>();
    Map<String, TreeSet<String>> active = new TreeMap<>();
    Map<String, Integer> members = new TreeMap<>();
    for (Person person : people) {
      if (person.hidden() && !hidden) {
        continue;
      }
      if (by.equals("departments") && person.department() != null) {
        members.merge(person.department(), 1, Integer::sum);
        deeds.computeIfAbsent(person.department(), d -> new ArrayList<>());
      }
      for (Deed deed : view.deeds(person)) {
        String id = group(by, person, deed);
        if (id != null) {
          deeds.computeIfAbsent(id, d -> new ArrayList<>()).add(deed);
          active.computeIfAbsent(id, d -> new TreeSet<>()).add(person.id());
        }
      }
    }
    List<Map<String, Object>> groups = new ArrayList<>();
    deeds.forEach(
        (id, list) -> {
          Map<String, Object> group = new LinkedHashMap<>();
          group.put("id", id);
          group.putAll(new Sums(list).fields());
          group.put("active", active.getOrDefault(id, new TreeSet<>()).size());
          group.put("members", members.getOrDefault(id, 0));
          groups.add(group);
        });
    return groups;
  }

  private static @Nullable String group(String by, Person person, Deed deed) {
    return switch (by) {
      case "departments" -> person.department();
      case "sports" -> deed.sport();
      default -> "";
    };
  }

  private static Map<String, Object> row(Member member) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", member.person().id());
    boolean hidden = member.person().hidden();
    row.put("name", hidden ? "" : member.person().name());
    row.put("department", hidden ? null : member.person().department());
    row.put("hidden", hidden);
    row.put("score", member.score());
    row.putAll(member.sums().fields());
    return row;
  }

  private static boolean before(Member member, long score, @Nullable String id) {
    return member.score() > score
        || (member.score() == score
            && member.person().id().compareTo(Objects.requireNonNull(id)) < 0);
  }

  private static boolean isAfter(Member member, Map<String, Object> place) {
    long score = number(place, "score");
    String id = (String) Objects.requireNonNull(place.get("id"));
    return member.score() < score
        || (member.score() == score && member.person().id().compareTo(id) > 0);
  }

  private static long number(Map<String, Object> object, String field) {
    return ((Number) Objects.requireNonNull(object.get(field))).longValue();
  }
}
