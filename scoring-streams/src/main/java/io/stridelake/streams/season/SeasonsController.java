package io.stridelake.streams.season;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.SeasonLock;
import io.stridelake.generation.SeasonUnlock;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.Season;
import io.stridelake.schema.AccountValue;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.generation.Peers;
import io.stridelake.streams.mark.Marks;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists seasons, locks and unlocks them. */
@Controller("/admin/seasons")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SeasonsController {
  private static final Logger log = LoggerFactory.getLogger(SeasonsController.class);

  private static final int LONGEST_REASON = 500;

  private final GenerationRunner runner;
  private final Map<String, Object> kafka;
  private final Peers peers;
  private final Locker locker;
  private final WaitingCount waitingCount;
  private final List<SeasonReference> references;
  private final ZoneId zone;

  SeasonsController(
      GenerationRunner runner,
      StreamsConfiguration configuration,
      ObjectMapper json,
      List<SeasonReference> references) {
    this.runner = runner;
    this.kafka = KafkaSettings.clients(configuration);
    this.peers = new Peers(configuration, json);
    this.locker = new Locker(runner, peers, configuration.stallLimit());
    this.waitingCount =
        new WaitingCount(
            runner.topics(),
            kafka,
            configuration.ingestGroup(),
            AvroSerdes.valueSerde(AccountValue.class, KafkaSettings.serdes(configuration))
                .deserializer());
    this.references = List.copyOf(references);
    this.zone = configuration.zone();
  }

  /**
   * A season for ops.
   *
   * @param from its first day
   * @param to its last day
   * @param lockableFrom the first day on which it can be locked, behind its grace; null of a locked
   *     one, or one that the active rule set does not have
   * @param lock how it is locked, or null
   * @param unlocked the locks that were taken back, the oldest first
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Known(
      String id,
      LocalDate from,
      LocalDate to,
      boolean locked,
      @Nullable LocalDate lockableFrom,
      @Nullable SeasonLock lock,
      List<SeasonUnlock> unlocked) {
    static Known of(Season season, List<SeasonUnlock> unlocked) {
      return new Known(
          season.id(), season.from(), season.to(), false, firstDayToLock(season), null, unlocked);
    }

    static Known of(SeasonLock lock, List<SeasonUnlock> unlocked) {
      return new Known(lock.season(), lock.from(), lock.to(), true, null, lock, unlocked);
    }

    static Known unlocked(SeasonLock lock, List<SeasonUnlock> unlocked) {
      return new Known(lock.season(), lock.from(), lock.to(), false, null, null, unlocked);
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
        seasons.add(Known.of(season, state.unlocks(season.id())));
      }
    }
    state
        .seasons()
        .values()
        .forEach(lock -> seasons.add(Known.of(lock, state.unlocks(lock.season()))));
    return HttpResponse.ok(new All(seasons));
  }

  /**
   * Locks a season.
   *
   * @param evenSo whether also while something waits that may still bring activities of it
   */
  @Post("/{id}/lock{?evenSo}")
  HttpResponse<?> lock(@PathVariable String id, @Nullable @QueryValue Boolean evenSo)
      throws InterruptedException {
    ControlState before = runner.control().state();
    SeasonLock held = before.lock(id).orElse(null);
    if (held != null) {
      return HttpResponse.ok(Known.of(held, before.unlocks(id)));
    }
    ServedGeneration active = runner.served();
    Season season = active.ruleSet().season(id).orElse(null);
    if (season == null) {
      return Problem.notFound("the active rule set has no season " + id);
    }
    if (!before.active().map(Generation::complete).orElse(false)) {
      return Problem.restoring("the rankings are being derived");
    }
    try {
      return lock(before, active, season, Boolean.TRUE.equals(evenSo));
    } catch (LockRefusedException e) {
      return Problem.conflict(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      log.atWarn().addKeyValue("season", id).setCause(e).log("Season cannot be locked now");
      return Problem.restoring(String.valueOf(e.getMessage()));
    }
  }

  private HttpResponse<?> lock(
      ControlState before, ServedGeneration active, Season season, boolean evenSo)
      throws IOException, InterruptedException, LockRefusedException {
    // In this order: what does not wait any more is in the lake, before the marks.
    Waiting waiting = waitingCount.count();
    Marks.Written written = Marks.write(runner.topics(), kafka);
    // Kafka's clock decides, which is one for all instances.
    LocalDate today = LocalDate.ofInstant(written.at(), zoneOf(active.ruleSet()));
    if (today.isBefore(firstDayToLock(season))) {
      throw new LockRefusedException(
          "season %s can be locked from %s on, behind its last day and its grace; today is %s"
              .formatted(season.id(), firstDayToLock(season), today));
    }
    if (!waiting.isNone() && !evenSo) {
      throw new LockRefusedException(
          "season %s may not be complete: %s; wait for them, or lock it without them: --even-so"
              .formatted(season.id(), waiting.inWords()));
    }
    SeasonLock lock =
        locker.lock(
            new Locker.Order(
                before, active, season, written, waiting.isNone() ? null : waiting.inWords()));
    return HttpResponse.ok(Known.of(lock, before.unlocks(season.id())));
  }

  /**
   * Why a lock is taken back.
   *
   * @param why for people; not blank, at most 500 characters
   */
  @Serdeable
  record Reason(@Nullable String why) {}

  /** Takes a lock back: the season goes on changing, and can be locked anew. */
  @Post("/{id}/unlock")
  HttpResponse<?> unlock(@PathVariable String id, @Nullable @Body Reason reason)
      throws InterruptedException {
    String why = reason == null || reason.why() == null ? "" : reason.why().strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return Problem.badParameter(
          "why has %d characters (expected the reason, 1 to %d)"
              .formatted(why.length(), LONGEST_REASON));
    }
    ControlState before = runner.control().state();
    SeasonLock held = before.lock(id).orElse(null);
    if (held == null) {
      return before.unlocks(id).isEmpty() && runner.served().ruleSet().season(id).isEmpty()
          ? Problem.notFound("there is no season " + id)
          : Problem.conflict("season " + id + " is not locked");
    }
    for (SeasonReference reference : references) {
      String referrer = reference.referrer(before, id).orElse(null);
      if (referrer != null) {
        return Problem.conflict("season " + id + " cannot be unlocked: " + referrer);
      }
    }
    try {
      ControlState after = locker.unlock(before, held, why);
      return HttpResponse.ok(Known.unlocked(held, after.unlocks(id)));
    } catch (LockRefusedException e) {
      return Problem.conflict(String.valueOf(e.getMessage()));
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

  private ZoneId zoneOf(RuleSet rules) {
    return rules.zone() == null ? zone : rules.zone();
  }

  private static LocalDate firstDayToLock(Season season) {
    LocalDate last = season.grace() == null ? season.to() : season.to().plus(season.grace());
    return last.plusDays(1);
  }
}
