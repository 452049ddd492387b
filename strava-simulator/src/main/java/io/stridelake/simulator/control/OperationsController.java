package io.stridelake.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.simulator.limits.Limits;
import io.stridelake.simulator.limits.RateLimits;
import io.stridelake.simulator.live.LiveTraffic;
import io.stridelake.simulator.oauth.Authorisations;
import io.stridelake.simulator.push.EventPusher;
import io.stridelake.simulator.push.PushEvent;
import io.stridelake.simulator.push.Subscriptions;
import java.time.Duration;

/** Counters, faults, limits and the live rate. */
@Controller("/simulator/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class OperationsController {
  private final SimulatedStrava strava;
  private final Company company;
  private final Authorisations authorisations;
  private final Subscriptions subscriptions;
  private final EventPusher pusher;
  private final FaultSwitch faults;
  private final RateLimits limits;
  private final LiveTraffic live;

  OperationsController(
      SimulatedStrava strava,
      Company company,
      Authorisations authorisations,
      Subscriptions subscriptions,
      EventPusher pusher,
      FaultSwitch faults,
      RateLimits limits,
      LiveTraffic live) {
    this.strava = strava;
    this.company = company;
    this.authorisations = authorisations;
    this.subscriptions = subscriptions;
    this.pusher = pusher;
    this.faults = faults;
    this.limits = limits;
    this.live = live;
  }

  @Get("/status")
  Status status() {
    long connected =
        company.athletes().stream()
            .filter(athlete -> !authorisations.scopesOf(athlete.stravaId()).isEmpty())
            .count();
    return new Status(
        strava.events().queued(),
        strava.usage().callsOverLimit(),
        live.rate(),
        company.athletes().size(),
        (int) connected,
        company.size(),
        subscriptions.current().isPresent(),
        strava.events(),
        strava.usage(),
        faults.faults());
  }

  /** Waits until no event is queued: 200; 408 when it takes longer than the given seconds. */
  @Post("/drain")
  @Consumes(MediaType.ALL)
  HttpResponse<Status> drain(@QueryValue(defaultValue = "30") int seconds)
      throws InterruptedException {
    boolean drained = strava.awaitDrained(Duration.ofSeconds(seconds));
    return HttpResponse.<Status>status(drained ? HttpStatus.OK : HttpStatus.REQUEST_TIMEOUT)
        .body(status());
  }

  @Put("/live")
  Status live(@Body Wishes.LiveRate wish) {
    live.setRate(wish.rate());
    return status();
  }

  @Get("/faults")
  Faults faults() {
    return faults.faults();
  }

  /** Replaces all faults; absent ones are off. */
  @Put("/faults")
  Faults setFaults(@Body Faults wish) {
    strava.setFaults(wish);
    return wish;
  }

  @Put("/limits")
  Status setLimits(@Body Limits wish) {
    limits.set(wish);
    return status();
  }

  /** Begins new windows of the limits at once. */
  @Post("/limits/reset")
  @Consumes(MediaType.ALL)
  Status resetLimits() {
    limits.reset();
    return status();
  }

  /** Sends an event exactly as given, whatever is true. */
  @Post("/events")
  HttpResponse<Status> forge(@Body PushEvent event) {
    pusher.forge(event);
    return HttpResponse.<Status>accepted().body(status());
  }
}
