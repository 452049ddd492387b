package io.stridelake.system.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stridelake.system.oracle.Person;
import io.stridelake.system.oracle.Person.Stay;
import io.stridelake.system.oracle.TwinSheet;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A random company whose athletes record with two providers, so that many workouts come twice: what
 * is true of it, and each change as it happens. The first weeks are of May 2026, with multipliers,
 * the others around the turn of the year.
 */
public final class TwinCompany {
  public static final String STRAVA = "strava";

  /** Nobody reads this provider's payloads yet; its activities go straight to the catalogue. */
  public static final String OTHER = "polar";

  private static final List<String> SPORTS =
      List.of("Walk", "Run", "Hike", "TrailRun", "Ride", "EBikeRide", "Swim", "Yoga", "Chess");
  private static final List<String> DEPARTMENTS = List.of("Finance", "Research", "Sales");
  private static final LocalDate MAY = LocalDate.of(2026, 4, 24);
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 12, 21);
  private static final int DAYS = 16;
  private static final List<Integer> ELAPSED = List.of(1800, 3600, 3600, 7200, 100_000);
  private static final JsonMapper JSON = new JsonMapper();

  private final Random random;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<Long, Recorded> activities = new LinkedHashMap<>();
  private long lastId = 1000;
  private int moves;

  /**
   * An activity as its provider has it.
   *
   * @param offset of the clock that showed the local start
   */
  public record Recorded(
      long id,
      String provider,
      String athlete,
      String sport,
      LocalDateTime localStart,
      ZoneOffset offset,
      BigDecimal metres,
      BigDecimal climbed,
      int moving,
      int elapsed,
      boolean heartrate,
      boolean manual,
      boolean commute,
      boolean onlyMe,
      boolean deleted) {

    /** As the ground truth tells it, and nearly as Strava sends it. */
    ObjectNode truth() {
      return JSON.createObjectNode()
          .put("id", id)
          .put("provider", provider)
          .put("athlete", athlete)
          .put("sportType", sport)
          .put("localDate", localStart.toLocalDate().toString())
          .put("localTime", localStart.toLocalTime().toString())
          .put("start", localStart.toInstant(offset).toString())
          .put("metres", metres.toPlainString())
          .put("metresClimbed", climbed.toPlainString())
          .put("movingSeconds", moving)
          .put("elapsedSeconds", elapsed)
          .put("heartrate", heartrate)
          .put("manual", manual)
          .put("trainer", false)
          .put("commute", commute)
          .put("onlyMe", onlyMe)
          .put("flagged", false)
          .put("deleted", deleted);
    }

    /** As Strava's API answers it. */
    public byte[] payload() {
      ObjectNode payload =
          JSON.createObjectNode()
              .put("id", id)
              .put("sport_type", sport)
              .put("start_date", localStart.toInstant(offset).toString())
              .put("start_date_local", localStart.toInstant(ZoneOffset.UTC).toString())
              .put("distance", metres)
              .put("total_elevation_gain", climbed)
              .put("moving_time", moving)
              .put("elapsed_time", elapsed)
              .put("manual", manual)
              .put("commute", commute)
              .put("private", onlyMe);
      if (heartrate) {
        payload.put("average_heartrate", 120);
      }
      return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Recorded gone() {
      return new Recorded(
          id,
          provider,
          athlete,
          sport,
          localStart,
          offset,
          metres,
          climbed,
          moving,
          elapsed,
          heartrate,
          manual,
          commute,
          onlyMe,
          true);
    }
  }

  public TwinCompany(Random random, int athletes) {
    this.random = random;
    for (int i = 0; i < athletes; i++) {
      String id = "twin-" + i;
      Stay stay = new Stay(null, one(DEPARTMENTS));
      people.put(id, new Person(id, "Name " + i, i % 5 == 4, List.of(stay)));
    }
  }

  /** Who there is, by their ids. */
  public Map<String, Person> people() {
    return Map.copyOf(people);
  }

  /** Somebody creates, edits or deletes an activity. */
  public Recorded change() {
    Recorded known = random.nextInt(5) < 3 ? null : any(null);
    if (known == null) {
      return put(
          recorded(++lastId, one(List.of(STRAVA, OTHER)), one(List.copyOf(people.keySet()))));
    }
    return put(
        random.nextInt(3) == 0
            ? known.gone()
            : recorded(known.id(), known.provider(), known.athlete()));
  }

  /** A walk of everybody, so that all that came before was read once it is there. */
  public List<Recorded> lastWalks() {
    List<Recorded> walks = new ArrayList<>();
    for (String athlete : people.keySet()) {
      Recorded walk =
          new Recorded(
              ++lastId,
              STRAVA,
              athlete,
              "Walk",
              LocalDate.of(2027, 2, 1).atTime(12, 0),
              ZoneOffset.UTC,
              BigDecimal.valueOf(1234),
              BigDecimal.ZERO,
              1800,
              1800,
              false,
              false,
              false,
              false,
              false);
      walks.add(put(walk));
    }
    return walks;
  }

  /** The roster as it is. */
  public String roster() {
    return csv(people.values().stream().map(person -> line(person, null)).toList());
  }

  /** Somebody moves to another department, hides or comes out again. */
  public String changeRoster() {
    Person person = one(List.copyOf(people.values()));
    if (random.nextInt(3) == 0) {
      Person turned = new Person(person.id(), person.name(), !person.hidden(), person.stays());
      people.put(person.id(), turned);
      return csv(List.of(line(turned, null)));
    }
    LocalDate since = (moves % 2 == 0 ? MAY : NEW_YEAR).plusDays(random.nextInt(DAYS));
    LocalDate latest = person.stays().getLast().since();
    if (latest != null && !since.isAfter(latest)) {
      since = latest.plusDays(1);
    }
    moves++;
    List<String> others =
        DEPARTMENTS.stream().filter(other -> !other.equals(person.department())).toList();
    Person moved = person.moved(since, one(others));
    people.put(person.id(), moved);
    return csv(List.of(line(moved, since)));
  }

  /** What an oracle takes; second recordings of a workout are told as deleted. */
  public JsonNode truth() {
    ArrayNode all = recordings();
    Set<Long> duplicates = TwinSheet.duplicates(all);
    for (JsonNode each : all) {
      if (duplicates.contains(each.get("id").asLong())) {
        ((ObjectNode) each).put("deleted", true);
      }
    }
    ObjectNode company = JSON.createObjectNode();
    ArrayNode athletes = company.putArray("athletes");
    people
        .keySet()
        .forEach(id -> athletes.addObject().put("athlete", id).putArray("scopes").add("all"));
    company.set("activities", all);
    return company;
  }

  /** How many activities do not count because of another recording. */
  public int duplicates() {
    return TwinSheet.duplicates(recordings()).size();
  }

  private ArrayNode recordings() {
    ArrayNode all = JSON.createArrayNode();
    activities.values().forEach(each -> all.add(each.truth()));
    return all;
  }

  private Recorded put(Recorded recorded) {
    activities.put(recorded.id(), recorded);
    return recorded;
  }

  /** Often at about the time of another one of the athlete. */
  private Recorded recorded(long id, String provider, String athlete) {
    Recorded other = random.nextInt(3) == 0 ? null : any(athlete);
    LocalDateTime start =
        other == null
            ? (random.nextInt(3) == 0 ? MAY : NEW_YEAR)
                .plusDays(random.nextInt(DAYS))
                .atTime(random.nextInt(24), 30 * random.nextInt(2))
            : other.localStart().plusMinutes(15L * random.nextInt(-4, 5));
    int moving = random.nextInt(9_000);
    return new Recorded(
        id,
        provider,
        athlete,
        other == null || random.nextInt(4) == 0 ? one(SPORTS) : other.sport(),
        start,
        other == null ? ZoneOffset.ofHours(random.nextInt(-10, 14)) : other.offset(),
        random.nextInt(3) == 0
            ? BigDecimal.valueOf(5000)
            : BigDecimal.valueOf(random.nextInt(300_000), 1),
        BigDecimal.valueOf(random.nextInt(6000), 1),
        moving,
        Math.max(moving, one(ELAPSED)),
        random.nextBoolean(),
        random.nextInt(6) == 0,
        random.nextInt(4) == 0,
        random.nextInt(9) == 0,
        false);
  }

  private @Nullable Recorded any(@Nullable String athlete) {
    List<Recorded> all =
        activities.values().stream()
            .filter(each -> !each.deleted())
            .filter(each -> athlete == null || athlete.equals(each.athlete()))
            .toList();
    return all.isEmpty() ? null : one(all);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String csv(List<String> lines) {
    return "athlete,name,visibility,department,since,account\r\n" + String.join("", lines);
  }

  private static String line(Person person, @Nullable LocalDate since) {
    return "%s,%s,%s,%s,%s,\r\n"
        .formatted(
            person.id(),
            person.name(),
            person.hidden() ? "hidden" : "shown",
            person.department() == null ? "" : person.department(),
            since == null ? "" : since);
  }
}
