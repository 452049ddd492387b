package io.stridelake.simulator.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Generates the synthetic company with a year of activities: the same for the same seed, number of
 * athletes and end date.
 *
 * <p>Each athlete draws from a source of its own, so a larger company has the smaller one's people.
 *
 * @param seed what all drawing starts from
 * @param athletes how many people the company has, 1 to 9999
 * @param endDate the last day of activities, by each athlete's own calendar
 */
public record CompanyGenerator(long seed, int athletes, LocalDate endDate) {
  /** The first generated activity's id, of the size that Strava gives out nowadays. */
  static final long FIRST_ID = 12_900_000_000L;

  /** Until then ids still fitted 32 bits; a few activities were put in long ago, with old dates. */
  private static final long OLD_ID = 1_980_000_000L;

  public CompanyGenerator {
    if (athletes < 1 || athletes > 9_999) {
      throw new IllegalArgumentException("athletes must be 1 to 9999: " + athletes);
    }
  }

  /** Generates everything; takes some tenths of a second. */
  public Generated generate() {
    List<Athlete> people = people();
    List<Activity> drafts = new ArrayList<>();
    for (Athlete athlete : people) {
      drafts.addAll(year(athlete));
    }
    drafts.sort(Comparator.comparing(Activity::createdAt).thenComparing(Activity::owner));
    return new Generated(people, withIds(drafts));
  }

  /** What the athlete may record next, for live activity; the salt makes each drawing another. */
  public Diary diary(Athlete athlete, long salt) {
    boolean device = athlete.device() != null;
    Habits habits = Habits.of(seed, athlete.stravaId(), device);
    return new Diary(athlete, habits, Chance.of(seed + salt, athlete.stravaId()));
  }

  private List<Athlete> people() {
    List<Athlete> people = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int number = 1; number <= athletes; number++) {
      Athlete athlete = person(number, Chance.of(seed, number), ids, names);
      people.add(athlete);
    }
    return people;
  }

  private static Athlete person(int number, Chance chance, Set<Long> ids, Set<String> names) {
    long id = chance.between(100_000L, 190_000_000L);
    while (!ids.add(id)) {
      id++;
    }
    String first = chance.one(WordLists.FIRST_NAMES);
    String last = chance.one(WordLists.LAST_NAMES);
    while (!names.add(first + last) && names.size() < 5_000) {
      last = chance.one(WordLists.LAST_NAMES);
    }
    // Departments differ in size: the first are the largest.
    int department =
        Math.min(chance.between(0, WordLists.DEPARTMENTS.size()), chance.between(0, 13));
    return new Athlete(
        "a-%04d".formatted(number),
        id,
        first,
        last,
        chance.hits(.02) ? null : WordLists.DEPARTMENTS.get(department),
        chance.hits(.015),
        chance.weighted(WordLists.CITIES, City::share),
        chance.hits(.06) ? null : chance.one(WordLists.DEVICES));
  }

  private List<Activity> year(Athlete athlete) {
    Diary diary = diary(athlete, 0);
    Chance away = Chance.of(seed ^ 0x61776179L, athlete.stravaId());
    List<Activity> year = new ArrayList<>();
    Instant free = Instant.MIN;
    int pause = 0;
    for (LocalDate day = endDate.minusYears(1).plusDays(1);
        !day.isAfter(endDate);
        day = day.plusDays(1)) {
      pause = pause > 0 ? pause - 1 : away.hits(.008) ? away.between(4, 25) : 0;
      for (int i = pause > 0 ? 0 : diary.count(day); i > 0; i--) {
        Activity activity = diary.on(day);
        boolean overlaps = !activity.is(Flag.HIDDEN_START) && activity.start().isBefore(free);
        if (!overlaps) {
          free = activity.createdAt();
          year.add(activity);
        }
      }
    }
    return year;
  }

  private List<Activity> withIds(List<Activity> drafts) {
    Chance chance = Chance.of(seed, -1);
    List<Activity> activities = new ArrayList<>(drafts.size());
    long next = FIRST_ID;
    long old = OLD_ID;
    for (Activity draft : drafts) {
      boolean early = draft.is(Flag.OLD_FORM) && chance.hits(.3);
      long id = early ? (old += chance.between(1, 900)) : (next += chance.between(1, 60_000));
      activities.add(draft.withId(id));
    }
    return activities;
  }

  /** People and their activities, these in the order of their coming to Strava. */
  public record Generated(List<Athlete> athletes, List<Activity> activities) {
    public Generated {
      athletes = List.copyOf(athletes);
      activities = List.copyOf(activities);
    }
  }
}
