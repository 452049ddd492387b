package io.stridelake.streams.season;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.SeasonLock;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.Season;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists seasons and locks them. */
@Controller("/admin/seasons")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeasonsController {
  private static final Logger log = LoggerFactory.getLogger(SeasonsController.class);

  private final GenerationRunner runner;
  private final Peers peers;
  private final Locker locker;
  private final ZoneId zone;
  private final InstantSource clock;

  SeasonsController(
      GenerationRunner runner,
      StreamsConfiguration configuration,
      ObjectMapper json,
      @Nullable InstantSource clock) {
    this.runner = runner;
    this.peers = new Peers(configuration, json);
    this.locker = new Locker(runner, peers);
    this.zone = configuration.zone();
    this.clock = clock == null ? InstantSource.system() : clock;
  }

  /**
   * A season for ops.
   *
   * @param from its first day
   * @param to its last day
   * @param lockableFrom the first day on which it can be locked, behind its grace; null of a locked
   *     one
   * @param lock how it is locked, or null
   */
  @Serdeable
  record Known(
      String id,
      LocalDate from,
      LocalDate to,
      boolean locked,
      @Nullable LocalDate lockableFrom,
      @Nullable SeasonLock lock) {
    static Known of(Season season) {
      return new Known(
          season.id(), season.from(), season.to(), false, firstDayToLock(season), null);
    }

    static Known of(SeasonLock lock) {
      return new Known(lock.season(), lock.from(), lock.to(), true, null, lock);
    }
  }

  /** All of them. */
  @Serdeable
  record All(List<Known> seasons) {}

  /** Those of the active rule set, and those that are locked. */
  @Get
  HttpResponse<?> all() {
    ControlState state = runner.state();
    List<Known> seasons = new ArrayList<>();
    for (Season season : runner.served().ruleSet().seasons()) {
      if (state.lock(season.id()).isEmpty()) {
        seasons.add(Known.of(season));
      }
    }
    state.seasons().values().forEach(lock -> seasons.add(Known.of(lock)));
    return HttpResponse.ok(new All(seasons));
  }

  @Post("/{id}/lock")
  HttpResponse<?> lock(@PathVariable String id) throws InterruptedException {
    SeasonLock held = runner.state().lock(id).orElse(null);
    if (held != null) {
      return HttpResponse.ok(Known.of(held));
    }
    ServedGeneration active = runner.served();
    Season season = active.ruleSet().season(id).orElse(null);
    if (season == null) {
      return Problem.notFound("the active rule set has no season " + id);
    }
    LocalDate today = today(active.ruleSet());
    if (today.isBefore(firstDayToLock(season))) {
      return Problem.conflict(
          "season %s can be locked from %s on, behind its last day and its grace; today is %s"
              .formatted(id, firstDayToLock(season), today));
    }
    if (!runner.state().active().map(Generation::complete).orElse(false)) {
      return Problem.restoring("the rankings are being derived");
    }
    try {
      return HttpResponse.ok(Known.of(locker.lock(active, season)));
    } catch (IOException e) {
      log.atWarn().addKeyValue("season", id).setCause(e).log("Season cannot be locked now");
      return Problem.restoring(String.valueOf(e.getMessage()));
    }
  }

  @Error(exception = KafkaException.class)
  HttpResponse<?> unavailable(KafkaException failure) {
    log.atWarn().setCause(failure).log("Control log cannot be reached");
    return Problem.kafkaUnavailable("Kafka did not answer in time; look before asking again");
  }

  @PreDestroy
  void close() {
    peers.close();
  }

  private LocalDate today(RuleSet rules) {
    ZoneId of = rules.zone() == null ? zone : rules.zone();
    return LocalDate.ofInstant(clock.instant(), of);
  }

  private static LocalDate firstDayToLock(Season season) {
    LocalDate last = season.grace() == null ? season.to() : season.to().plus(season.grace());
    return last.plusDays(1);
  }
}
