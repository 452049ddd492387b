package io.stridelake.simulator.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The company and its activities as they are now: the ground truth. Safe for use by many threads;
 * an answer is a snapshot.
 */
public final class Company {
  private static final Comparator<Activity> NEWEST_FIRST =
      Comparator.comparing(Activity::start).thenComparing(Activity::id).reversed();

  private final CompanyGenerator generator;
  private final Map<Long, Athlete> byStravaId = new LinkedHashMap<>();
  private final Map<String, Athlete> byAthlete = new HashMap<>();
  private final Map<Long, Map<Long, Activity>> byOwner = new HashMap<>();
  private final Map<Long, Activity> activities = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong(CompanyGenerator.FIRST_ID);

  /**
   * A company as generated.
   *
   * @param now activities that would have come later than this are left out
   */
  public Company(CompanyGenerator generator, Instant now) {
    this.generator = generator;
    CompanyGenerator.Generated generated = generator.generate();
    for (Athlete athlete : generated.athletes()) {
      byStravaId.put(athlete.stravaId(), athlete);
      byAthlete.put(athlete.athlete(), athlete);
      byOwner.put(athlete.stravaId(), new ConcurrentHashMap<>());
    }
    for (Activity activity : generated.activities()) {
      if (!activity.createdAt().isAfter(now)) {
        put(activity);
      }
    }
  }

  public CompanyGenerator generator() {
    return generator;
  }

  public List<Athlete> athletes() {
    return List.copyOf(byStravaId.values());
  }

  public Optional<Athlete> athlete(long stravaId) {
    return Optional.ofNullable(byStravaId.get(stravaId));
  }

  /** Finds by the company's id ({@code a-0001}) or by the id at Strava. */
  public Optional<Athlete> athlete(String id) {
    Athlete known = byAthlete.get(id);
    if (known == null && id.matches("[0-9]{1,18}")) {
      return athlete(Long.parseLong(id));
    }
    return Optional.ofNullable(known);
  }

  /** Every activity ever, deleted ones included, ordered by id. */
  public List<Activity> activities() {
    List<Activity> all = new ArrayList<>(activities.values());
    all.sort(Comparator.comparing(Activity::id));
    return all;
  }

  /** How many activities there are that are not deleted. */
  public long size() {
    return activities.values().stream().filter(activity -> !activity.deleted()).count();
  }

  /** What an athlete has, deleted ones included, the newest start first. */
  public List<Activity> activitiesOf(long stravaId) {
    List<Activity> own = new ArrayList<>(byOwner.getOrDefault(stravaId, Map.of()).values());
    own.sort(NEWEST_FIRST);
    return own;
  }

  /** An activity, possibly a deleted one. */
  public Optional<Activity> activity(long id) {
    return Optional.ofNullable(activities.get(id));
  }

  /** Takes in a new activity under an id of its own, larger than all before. */
  public Activity add(Activity draft) {
    Activity activity =
        draft.withId(
            lastId.get()
                + 1
                + Math.floorMod(draft.owner() + draft.start().getEpochSecond(), 4_000));
    while (activities.putIfAbsent(activity.id(), activity) != null) {
      activity = activity.withId(activity.id() + 1);
    }
    put(activity);
    return activity;
  }

  /** Replaces the activity with the same id, or puts it in. */
  public void put(Activity activity) {
    Map<Long, Activity> own = byOwner.get(activity.owner());
    if (own == null) {
      throw new IllegalArgumentException("no athlete " + activity.owner() + " in the company");
    }
    activities.put(activity.id(), activity);
    own.put(activity.id(), activity);
    lastId.accumulateAndGet(activity.id(), Math::max);
  }
}
