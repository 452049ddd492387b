package io.stridelake.query.fake;

import io.stridelake.query.fake.Person.Deed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One partition's activities, asked one question: each deed is one, with its number as its id. */
final class FakeActivities {
  private final List<Person> people;

  FakeActivities(List<Person> people) {
    this.people = people;
  }

  /**
   * A page looks at no more than it shows, so that every page but the last says how far it came.
   */
  Map<String, Object> found(Map<String, Object> query) {
    int limit = ((Number) Objects.requireNonNull(query.get("limit"))).intValue();
    Map<?, ?> behind = (Map<?, ?>) query.get("behind");
    List<Map<String, Object>> items = new ArrayList<>();
    Object athlete = query.get("athlete");
    for (Person person : people) {
      for (int i = 0; i < person.deeds().size(); i++) {
        if (athlete == null || athlete.equals(person.id())) {
          items.add(item(person, i));
        }
      }
    }
    items.sort(
        Comparator.comparing(FakeActivities::start)
            .reversed()
            .thenComparing(item -> text(item, "athlete")));
    items.removeIf(item -> behind != null && !isBehind(item, behind));
    Map<String, Object> answer = new HashMap<>();
    List<Map<String, Object>> page = items.subList(0, Math.min(limit, items.size()));
    answer.put("found", page);
    if (items.size() > limit) {
      answer.put("reached", behind(page.getLast()));
    }
    return answer;
  }

  Map<String, Object> explained(Map<String, Object> query) {
    Map<String, Object> answer = new HashMap<>();
    for (Person person : people) {
      for (int i = 0; i < person.deeds().size(); i++) {
        Map<String, Object> item = item(person, i);
        if (text(item, "athlete").equals(query.get("athlete"))
            && text(item, "externalId").equals(query.get("externalId"))) {
          item.put(
              "steps",
              List.of(Map.of("kind", "rule", "id", "ride", "text", "1 km × 1", "points", 1500)));
          answer.put("explained", item);
        }
      }
    }
    return answer;
  }

  Map<String, Object> person(Map<String, Object> query) {
    Map<String, Object> answer = new HashMap<>();
    for (Person person : people) {
      if (person.id().equals(query.get("athlete"))) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("id", person.id());
        known.put("name", person.name());
        known.put("shown", !person.hidden());
        known.put("department", person.department());
        known.put("memberships", List.of());
        answer.put("person", known);
        answer.put("days", person.deeds().stream().map(FakeActivities::day).toList());
      }
    }
    return answer;
  }

  private static Map<String, Object> day(Deed deed) {
    Map<String, Object> day = new LinkedHashMap<>(new Sums(List.of(deed)).fields());
    day.put("date", deed.day());
    return day;
  }

  private static Map<String, Object> item(Person person, int index) {
    Deed deed = person.deeds().get(index);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("sport", deed.sport());
    facts.put("localStart", deed.day() + "T09:00:00");
    facts.put("start", deed.day() + "T08:00:00Z");
    facts.put("distance", deed.distance());
    facts.put("moving", 600_500);
    facts.put("elapsed", 660_000);
    facts.put("climbed", deed.climbed());
    facts.put("manual", false);
    facts.put("privately", false);
    facts.put("flagged", false);
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("athlete", person.id());
    item.put("provider", "strava");
    item.put("externalId", Integer.toString(index));
    item.put("kind", "activity");
    item.put("facts", facts);
    item.put("counted", true);
    item.put("points", deed.points());
    item.put("rule", deed.sport().toLowerCase(Locale.ROOT));
    item.put("rawTopic", "lake");
    item.put("rawPartition", 0);
    item.put("rawOffset", 7);
    item.put("receivedAt", "2026-11-20T10:00:00Z");
    return item;
  }

  private static String start(Map<String, Object> item) {
    Map<?, ?> facts = (Map<?, ?>) Objects.requireNonNull(item.get("facts"));
    return (String) Objects.requireNonNull(facts.get("localStart"));
  }

  private static Map<String, Object> behind(Map<String, Object> item) {
    return Map.of(
        "start", start(item),
        "athlete", Objects.requireNonNull(item.get("athlete")),
        "provider", "strava",
        "externalId", Objects.requireNonNull(item.get("externalId")),
        "kind", "activity");
  }

  private static boolean isBehind(Map<String, Object> item, Map<?, ?> behind) {
    int order = text(behind, "start").substring(0, 10).compareTo(start(item).substring(0, 10));
    return order > 0
        || (order == 0 && text(item, "athlete").compareTo(text(behind, "athlete")) > 0);
  }

  private static String text(Map<?, ?> object, String field) {
    @Nullable Object value = object.get(field);
    return String.valueOf(value);
  }
}
