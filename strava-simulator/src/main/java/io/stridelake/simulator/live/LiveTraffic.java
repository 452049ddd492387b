package io.stridelake.simulator.live;

import io.micronaut.context.annotation.Context;
import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.SimulatorConfiguration;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Chance;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.company.SportProfile;
import io.stridelake.simulator.oauth.Authorisations;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People go on recording: mostly new activities, some corrections, a few removals, at a settable
 * rate. Only athletes who have authorised the app take part, as nobody would see the others.
 */
@Context
public class LiveTraffic {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTraffic.class);
  private static final int REMEMBERED = 500;
  private static final double HIGHEST_RATE = 1_000;

  private final SimulatedStrava strava;
  private final Company company;
  private final Authorisations authorisations;
  private final Chance chance;
  private final Deque<Long> recent = new ArrayDeque<>();
  private final Thread thread;
  private volatile double rate;
  private volatile boolean closed;

  LiveTraffic(
      SimulatedStrava strava,
      Company company,
      Authorisations authorisations,
      SimulatorConfiguration configuration,
      Clock clock) {
    this.strava = strava;
    this.company = company;
    this.authorisations = authorisations;
    this.chance = Chance.of(configuration.seed(), clock.millis());
    this.rate = configuration.liveRate();
    this.thread = Thread.ofVirtual().name("live-traffic").unstarted(this::run);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void close() {
    closed = true;
    thread.interrupt();
  }

  public double rate() {
    return rate;
  }

  /** Sets how many things happen per second; 0 stops. */
  public void setRate(double perSecond) {
    if (!(perSecond >= 0 && perSecond <= HIGHEST_RATE)) {
      throw new IllegalArgumentException("the live rate must be 0 to 1000: " + perSecond);
    }
    rate = perSecond;
    LockSupport.unpark(thread);
  }

  private void run() {
    long due = System.nanoTime();
    while (!closed) {
      double now = rate;
      if (now == 0) {
        LockSupport.park(this);
        due = System.nanoTime();
        continue;
      }
      due += (long) (TimeUnit.SECONDS.toNanos(1) / now);
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
      }
      if (!closed) {
        happen();
      }
    }
  }

  private void happen() {
    List<Athlete> connected =
        company.athletes().stream()
            .filter(athlete -> !authorisations.scopesOf(athlete.stravaId()).isEmpty())
            .toList();
    if (connected.isEmpty()) {
      return;
    }
    try {
      act(connected);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("Live activity failed");
    }
  }

  private void act(List<Athlete> connected) {
    double what = chance.between(0.0, 1.0);
    Activity known = what < .7 ? null : known();
    if (known == null) {
      Athlete athlete = chance.one(connected);
      remember(strava.create(athlete.athlete(), NewActivity.any()).id());
    } else if (what < .93) {
      strava.edit(known.id(), edit(known));
    } else {
      strava.delete(known.id());
    }
  }

  private @Nullable Activity known() {
    if (recent.isEmpty()) {
      return null;
    }
    long id = List.copyOf(recent).get(chance.between(0, recent.size()));
    return company.activity(id).filter(activity -> !activity.deleted()).orElse(null);
  }

  private Edit edit(Activity activity) {
    return switch (chance.between(0, 4)) {
      case 0 -> Edit.title(activity.name() + " ✓");
      case 1 -> Edit.sport(chance.weighted(SportProfile.ALL, SportProfile::weight).sportType());
      case 2 -> Edit.privacy(!activity.is(Flag.ONLY_ME));
      default -> Edit.distance(corrected(activity));
    };
  }

  private BigDecimal corrected(Activity activity) {
    BigDecimal metres = activity.metres() == null ? BigDecimal.ZERO : activity.metres();
    return metres
        .multiply(BigDecimal.valueOf(chance.between(.9, 1.1)))
        .setScale(1, RoundingMode.HALF_UP);
  }

  private void remember(long id) {
    recent.addLast(id);
    if (recent.size() > REMEMBERED) {
      recent.removeFirst();
    }
  }
}
