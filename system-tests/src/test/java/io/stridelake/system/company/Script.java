package io.stridelake.system.company;

import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.faults.Faults;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people do while the test looks on: a seeded sequence of creates, edits and deletes. Every
 * change ends with an event, since a correction of distance or date alone fires none.
 */
public final class Script {
  private static final LocalDate LAST_DAY = LocalDate.parse(SimulatedCompany.END_DATE);
  private static final Faults NOTHING_ARRIVES = new Faults(0, 0, 0, 0, 1, 0, 0, 0);
  private static final List<String> SPORTS =
      List.of("Walk", "Run", "Ride", "Hike", "Swim", "Yoga", "EBikeRide", "TrailRun", "Underwater");

  private final SimulatedStrava strava;
  private final List<Athlete> athletes;
  private final Random random;
  private final Map<Change, Integer> counts = new EnumMap<>(Change.class);
  private Faults faults = Faults.NONE;

  /** What can happen. */
  public enum Change {
    CREATE,
    EDIT_SPORT,
    EDIT_DATE,
    EDIT_DISTANCE,
    EDIT_TIMES,
    HIDE,
    SHOW,
    DELETE,
    LOSE_AND_MEND
  }

  public Script(SimulatedStrava strava, List<Athlete> athletes, long seed) {
    this.strava = strava;
    this.athletes = List.copyOf(athletes);
    this.random = new Random(seed);
  }

  /** What the simulator does wrong from now on. */
  public void setFaults(Faults next) {
    faults = next;
    strava.setFaults(next);
  }

  /** How often what has happened. */
  public Map<Change, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** Lets so many things happen, with the push queue never far behind. */
  public void run(int changes) throws InterruptedException {
    for (int i = 0; i < changes; i++) {
      happen();
      while (strava.events().queued() > 400) {
        Thread.sleep(20);
      }
    }
  }

  /** Waits until every event was delivered or given up. */
  public boolean awaitDrained(Duration patience) throws InterruptedException {
    return strava.awaitDrained(patience);
  }

  private void happen() {
    Change change = draw();
    Activity known = change == Change.CREATE ? null : any(change == Change.SHOW);
    if (known == null) {
      counts.merge(Change.CREATE, 1, Integer::sum);
      create();
    } else {
      counts.merge(change, 1, Integer::sum);
      happenTo(known, change);
    }
  }

  private void happenTo(Activity known, Change change) {
    switch (change) {
      case EDIT_SPORT -> strava.edit(known.id(), Edit.sport(otherThan(known)));
      case EDIT_DATE -> redate(known);
      case EDIT_DISTANCE -> strava.edit(known.id(), retitled(metres(), null));
      case EDIT_TIMES -> strava.edit(known.id(), retitled(null, 60 + random.nextInt(20_000)));
      case HIDE -> strava.edit(known.id(), Edit.privacy(true));
      case SHOW -> strava.edit(known.id(), Edit.privacy(false));
      case DELETE -> strava.delete(known.id());
      case LOSE_AND_MEND -> loseAndMend(known);
      case CREATE -> throw new IllegalArgumentException("nothing to create it from");
    }
  }

  private Change draw() {
    int what = random.nextInt(100);
    if (what < 42) {
      return Change.CREATE;
    }
    if (what < 54) {
      return Change.EDIT_SPORT;
    }
    if (what < 62) {
      return Change.EDIT_DATE;
    }
    if (what < 71) {
      return Change.EDIT_DISTANCE;
    }
    if (what < 75) {
      return Change.EDIT_TIMES;
    }
    if (what < 80) {
      return Change.HIDE;
    }
    if (what < 84) {
      return Change.SHOW;
    }
    return what < 96 ? Change.DELETE : Change.LOSE_AND_MEND;
  }

  private void create() {
    LocalDateTime start = day().atTime(random.nextInt(24), random.nextInt(60));
    boolean plain = random.nextInt(4) == 0;
    strava.create(
        one(athletes).athlete(),
        plain
            ? new NewActivity(null, null, start, null, null, null, null, null, null)
            : new NewActivity(
                null,
                one(SPORTS),
                start,
                null,
                metres(),
                null,
                60 + random.nextInt(9_000),
                null,
                flags()));
  }

  /** Mostly within the year of the company; now and then at the seams of calendars. */
  private LocalDate day() {
    return switch (random.nextInt(20)) {
      case 0 -> LocalDate.of(2024, 12, 28).plusDays(random.nextInt(10));
      case 1 -> LocalDate.of(2025, 12, 26).plusDays(random.nextInt(12));
      case 2 -> LocalDate.of(2024, 2, 29);
      default -> LAST_DAY.minusDays(random.nextInt(365));
    };
  }

  private Set<Flag> flags() {
    return switch (random.nextInt(12)) {
      case 0 -> Set.of(Flag.ONLY_ME);
      case 1 -> Set.of(Flag.FLAGGED);
      case 2 -> Set.of(Flag.MANUAL);
      case 3, 4 -> Set.of(Flag.COMMUTE);
      case 5 -> Set.of(Flag.TRAINER);
      default -> Set.of();
    };
  }

  /** Coarse now and then, so that ranks are shared. */
  private BigDecimal metres() {
    return random.nextInt(3) == 0
        ? BigDecimal.valueOf(500L * (1 + random.nextInt(60)))
        : BigDecimal.valueOf(random.nextInt(400_000), 1);
  }

  /** Strava lets nobody search for it, but a day can be corrected; the title tells of it. */
  private void redate(Activity known) {
    Activity moved =
        new Activity(
            known.id(),
            known.owner(),
            known.name(),
            known.sportType(),
            known.zone(),
            day().atTime(random.nextInt(24), 30).atZone(known.zone()).toInstant(),
            known.metres(),
            known.climb(),
            known.movingSeconds(),
            known.elapsedSeconds(),
            known.flags(),
            known.createdAt(),
            false);
    strava.company().put(moved);
    strava.edit(known.id(), Edit.title("Moved " + random.nextInt(1_000_000)));
  }

  private Edit retitled(@Nullable BigDecimal metres, @Nullable Integer moving) {
    String title = "Corrected " + random.nextInt(1_000_000);
    return new Edit(title, null, null, metres, null, moving, moving);
  }

  /** An event is lost; a later one of the same activity brings everything. */
  private void loseAndMend(Activity known) {
    strava.setFaults(NOTHING_ARRIVES);
    strava.edit(known.id(), Edit.sport(otherThan(known)));
    strava.setFaults(faults);
    strava.edit(known.id(), retitled(metres(), null));
  }

  private @Nullable Activity any(boolean hidden) {
    for (int attempt = 0; attempt < 30; attempt++) {
      List<Activity> own = strava.company().activitiesOf(one(athletes).stravaId());
      List<Activity> fitting = new ArrayList<>();
      for (Activity each : own) {
        if (!each.deleted() && each.is(Flag.ONLY_ME) == hidden) {
          fitting.add(each);
        }
      }
      if (!fitting.isEmpty()) {
        return one(fitting);
      }
    }
    return null;
  }

  private String otherThan(Activity known) {
    String sport = one(SPORTS);
    return sport.equals(known.sportType()) ? "Canoeing" : sport;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
