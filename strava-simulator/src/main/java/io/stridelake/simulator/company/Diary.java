package io.stridelake.simulator.company;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws what an athlete records: sport, time, figures and quirks. */
public final class Diary {
  private static final LocalTime HIDDEN_START = LocalTime.of(0, 0, 1);

  private final Athlete athlete;
  private final Habits habits;
  private final Chance chance;

  Diary(Athlete athlete, Habits habits, Chance chance) {
    this.athlete = athlete;
    this.habits = habits;
    this.chance = chance;
  }

  /** How many activities the athlete records on a day. */
  int count(LocalDate date) {
    return Math.min(4, chance.count(habits.expected(date)));
  }

  /** An activity of a day; its id is still 0. */
  Activity on(LocalDate date) {
    SportProfile sport = habits.sport(date, chance);
    // People travel now and then, and their watches with them.
    ZoneId zone = chance.hits(.015) ? chance.one(WordLists.CITIES).zone() : athlete.zone();
    LocalDateTime start = date.atTime(time(date, sport));
    return draw(sport, zone, start.atZone(zone).toInstant());
  }

  /**
   * An activity that has just ended; its id is still 0.
   *
   * @param sportType null leaves the choice to the athlete
   */
  public Activity endedAt(Instant end, @Nullable String sportType) {
    LocalDate date = LocalDate.ofInstant(end, athlete.zone());
    SportProfile sport =
        sportType == null ? habits.sport(date, chance) : SportProfile.of(sportType);
    Activity draft = draw(sport, athlete.zone(), end);
    Instant start =
        draft.is(Flag.HIDDEN_START) ? draft.start() : end.minusSeconds(draft.elapsedSeconds());
    return withTimes(draft, start, end);
  }

  private static Activity withTimes(Activity activity, Instant start, Instant created) {
    return new Activity(
        activity.id(),
        activity.owner(),
        activity.name(),
        activity.sportType(),
        activity.zone(),
        start,
        activity.metres(),
        activity.climb(),
        activity.movingSeconds(),
        activity.elapsedSeconds(),
        activity.flags(),
        created,
        activity.deleted());
  }

  private Activity draw(SportProfile sport, ZoneId zone, Instant start) {
    Set<Flag> flags = flags(sport);
    int moving = (int) Math.clamp(chance.around(sport.minutes(), sport.spread()) * 60, 180, 43_000);
    int elapsed = moving + (chance.hits(.25) ? 0 : (int) (moving * chance.between(.002, .25)));
    if (flags.contains(Flag.MANUAL)) {
      moving = moving / 300 * 300 + 300;
      elapsed = moving;
    }
    BigDecimal metres = metres(sport, moving, flags);
    BigDecimal climb = climb(sport, metres, flags);
    Instant shown = flags.contains(Flag.HIDDEN_START) ? midnight(start, zone) : start;
    Instant created = start.plusSeconds(elapsed + chance.between(15L, 3_600L));
    return new Activity(
        0,
        athlete.stravaId(),
        title(sport, start.atZone(zone).toLocalTime()),
        sport.sportType(),
        zone,
        shown,
        metres,
        climb,
        moving,
        elapsed,
        flags,
        created,
        false);
  }

  private static Instant midnight(Instant start, ZoneId zone) {
    return start.atZone(zone).toLocalDate().atTime(HIDDEN_START).atZone(zone).toInstant();
  }

  private Set<Flag> flags(SportProfile sport) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    boolean manual = chance.hits(habits.manual());
    add(flags, Flag.MANUAL, manual ? 1 : 0);
    add(flags, Flag.TRAINER, sport.indoors() && sport.speed() > 0 ? .8 : .01);
    add(flags, Flag.COMMUTE, commutes(sport) ? habits.commute() : 0);
    add(flags, Flag.ONLY_ME, habits.privacy() ? .25 : .015);
    add(flags, Flag.FOLLOWERS_ONLY, flags.contains(Flag.ONLY_ME) ? 0 : .08);
    add(flags, Flag.FLAGGED, .003);
    add(flags, Flag.HIDDEN_START, habits.hidesStart() ? .8 : .002);
    add(flags, Flag.HEARTRATE, !manual && habits.heartrate() ? .95 : 0);
    add(flags, Flag.SPARSE, .12);
    add(flags, Flag.OLD_FORM, sport.sportType().equals(sport.oldType()) ? .02 : 0);
    return flags;
  }

  private static boolean commutes(SportProfile sport) {
    return sport.oldType().equals("Ride") || sport.sportType().equals("Walk");
  }

  private void add(Set<Flag> flags, Flag flag, double probability) {
    if (chance.hits(probability)) {
      flags.add(flag);
    }
  }

  private @Nullable BigDecimal metres(SportProfile sport, int moving, Set<Flag> flags) {
    if (sport.speed() == 0) {
      return BigDecimal.valueOf(0, 1);
    }
    if (flags.contains(Flag.MANUAL) && chance.hits(.12)) {
      return chance.hits(.5) ? null : BigDecimal.valueOf(0, 1);
    }
    double metres = sport.speed() * habits.pace() * chance.around(1, .08) * moving;
    if (flags.contains(Flag.MANUAL)) {
      metres = Math.max(1, Math.round(metres / 500)) * 500;
    } else if (sport.sportType().equals("Swim")) {
      metres = Math.max(1, Math.round(metres / 25)) * 25;
    }
    return BigDecimal.valueOf(metres).setScale(1, RoundingMode.HALF_UP);
  }

  private BigDecimal climb(SportProfile sport, @Nullable BigDecimal metres, Set<Flag> flags) {
    if (metres == null || sport.climbPerKm() == 0 || flags.contains(Flag.MANUAL)) {
      return BigDecimal.valueOf(0, 1);
    }
    double climb = metres.doubleValue() / 1000 * chance.around(sport.climbPerKm(), .5);
    return BigDecimal.valueOf(climb).setScale(1, RoundingMode.HALF_UP);
  }

  private LocalTime time(LocalDate date, SportProfile sport) {
    boolean free = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    double hour;
    if (chance.hits(.02)) {
      hour = chance.between(0.0, 24.0); // night shifts, jet lag and races around the clock
    } else if (free || sport.minutes() > 120) {
      hour = chance.normal(10.5, 2.3);
    } else if (chance.hits(.15)) {
      hour = chance.normal(12.4, .5);
    } else {
      hour = habits.early() ? chance.normal(6.8, .7) : chance.normal(18.1, 1.4);
    }
    double inside = Math.clamp(hour, 0.02, 23.97);
    return LocalTime.MIDNIGHT.plus(Duration.ofSeconds((long) (inside * 3600)));
  }

  private String title(SportProfile sport, LocalTime time) {
    if (chance.hits(.3)) {
      return chance.one(WordLists.TITLES).formatted(sport.words().toLowerCase(Locale.ROOT));
    }
    int hour = time.getHour();
    String part =
        hour < 4 || hour >= 21
            ? "Night"
            : hour < 11 ? "Morning" : hour < 14 ? "Lunch" : hour < 17 ? "Afternoon" : "Evening";
    return part + " " + sport.words();
  }
}
