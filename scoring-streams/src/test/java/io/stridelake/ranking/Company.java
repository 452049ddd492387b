package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.activity.UnreadableReason;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A small random company: what is true of it now, and the records that made it so. */
final class Company {
  private static final List<String> SPORTS =
      List.of("Walk", "Run", "Ride", "Hike", "Yoga", "Chess");
  private static final List<String> DEPARTMENTS = List.of("Finance", "Sales", "Research");
  private static final LocalDate START = LocalDate.of(2026, 12, 20);
  private static final List<Duration> ELAPSED =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(30));
  private static final int DAYS = 30;
  private static final int FEW_DAYS = 3;

  /** So many that boards are trees of several levels. */
  private static final int MANY_ATHLETES = 50;

  final Map<ActivityKey, Activity> activities = new TreeMap<>();
  final Set<ActivityKey> deleted = new TreeSet<>();
  final Map<String, Athlete> roster = new TreeMap<>();
  private final Random random;
  private final int athletes;
  private final int days;
  private long offset;

  Company(Random random) {
    this.random = random;
    this.athletes =
        random.nextInt(12) == 0 ? MANY_ATHLETES : 1 + random.nextInt(random.nextBoolean() ? 12 : 2);
    this.days = random.nextBoolean() ? DAYS : FEW_DAYS;
  }

  /** The same people and activities; it does not change with this one. */
  Company copy() {
    Company copy = new Company(new Random(0));
    copy.activities.putAll(activities);
    copy.deleted.addAll(deleted);
    copy.roster.putAll(roster);
    return copy;
  }

  /** Whether boards have many members, if they are let grow without changes of the roster. */
  boolean isLarge() {
    return athletes == MANY_ATHLETES;
  }

  /** Whether the roster changes next; in a large company seldom, once most are in it. */
  boolean isTimeForRoster() {
    return isLarge()
        ? roster.size() < MANY_ATHLETES * 2 / 3 || random.nextInt(60) == 0
        : random.nextInt(5) == 0;
  }

  /** Changes the roster by one athlete. */
  Athlete changeRoster() {
    AthleteId id = athlete();
    LocalDate moved = START.plusDays(random.nextInt(DAYS));
    List<Membership> memberships = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> memberships.add(new Membership(department(), null, null));
      case 2 -> {
        memberships.add(new Membership(department(), null, moved));
        memberships.add(new Membership(department(), moved, null));
      }
      default -> memberships.add(new Membership(department(), null, moved));
    }
    Athlete athlete =
        new Athlete(
            id,
            "Name " + id + random.nextInt(2),
            memberships,
            random.nextInt(5) == 0 ? Visibility.HIDDEN : Visibility.SHOWN,
            null,
            random.nextInt(9) == 0 ? moved : null);
    roster.put(id.value(), athlete);
    return athlete;
  }

  /** Creates, edits or deletes an activity, or leaves it unreadable. */
  Map.Entry<ActivityKey, CatalogueEntry> changeActivity() {
    ActivityKey key = key();
    RawRecordPosition raw = new RawRecordPosition(0, offset++, Instant.EPOCH);
    int kind = random.nextInt(8);
    if (kind == 0) {
      activities.remove(key);
      deleted.add(key);
      return Map.entry(key, new CatalogueEntry.Deleted(raw));
    }
    deleted.remove(key);
    if (kind == 1) {
      activities.remove(key);
      return Map.entry(
          key, new CatalogueEntry.Unreadable(UnreadableReason.MALFORMED.code(), "not JSON", raw));
    }
    Activity present = activities.get(key);
    Activity activity = kind == 2 && present != null ? present : activity();
    Activity other = random.nextInt(3) == 0 ? anyOf(key) : null;
    if (other != null) {
      activity = twin(activity, other);
    }
    activities.put(key, activity);
    return Map.entry(key, new CatalogueEntry.Readable(activity, raw));
  }

  /** Mostly from one provider, in one form; ids are few, so that all meet again. */
  private ActivityKey key() {
    String id = Integer.toString(random.nextInt(6));
    return random.nextInt(3) == 0
        ? new ActivityKey(athlete(), "polar", id, "activity")
        : new ActivityKey(athlete(), "strava", id, random.nextInt(6) == 0 ? "file" : "activity");
  }

  /** An activity that exists. */
  Activity activity(ActivityKey key) {
    return Objects.requireNonNull(activities.get(key));
  }

  static LocalDate day(int index) {
    return START.plusDays(index);
  }

  private Activity activity() {
    boolean tied = random.nextBoolean();
    BigDecimal metres =
        tied ? BigDecimal.valueOf(5000) : BigDecimal.valueOf(random.nextInt(400_000), 1);
    LocalDateTime start =
        START
            .plusDays(random.nextInt(days))
            .atTime(random.nextBoolean() ? random.nextInt(24) : 23, 30 * random.nextInt(2));
    int offset = random.nextInt(-10, 12);
    return new Activity(
        new Sport(SPORTS.get(random.nextInt(SPORTS.size()))),
        random.nextInt(3) == 0 ? null : start.toInstant(ZoneOffset.ofHours(tied ? 0 : offset)),
        start,
        Length.ofMetres(metres),
        Duration.ofSeconds(tied ? 1800 : random.nextInt(9000)),
        ELAPSED.get(random.nextInt(ELAPSED.size())),
        Length.ofMetres(BigDecimal.valueOf(random.nextInt(3000), 1)),
        Activity.Speed.UNKNOWN,
        random.nextBoolean() ? null : 120.0,
        new Activity.Flags(
            random.nextInt(6) == 0, false, false, random.nextInt(6) == 0, random.nextInt(8) == 0));
  }

  /** Another activity of the same athlete. */
  private @Nullable Activity anyOf(ActivityKey key) {
    List<ActivityKey> others =
        activities.keySet().stream()
            .filter(other -> other.athlete().equals(key.athlete()) && !other.equals(key))
            .toList();
    return others.isEmpty() ? null : activities.get(others.get(random.nextInt(others.size())));
  }

  /** At about the same time, of the same sport or nearly so. */
  private Activity twin(Activity activity, Activity other) {
    long minutes = 15L * random.nextInt(-4, 5);
    Instant start = other.start();
    return new Activity(
        random.nextInt(4) == 0 ? activity.sport() : other.sport(),
        start == null ? null : start.plusSeconds(60 * minutes),
        other.localStart().plusMinutes(minutes),
        activity.distance(),
        activity.moving(),
        activity.elapsed(),
        activity.climbed(),
        activity.speed(),
        activity.averageHeartrate(),
        activity.flags());
  }

  private AthleteId athlete() {
    return new AthleteId("a-" + random.nextInt(athletes));
  }

  private String department() {
    return DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size()));
  }
}
