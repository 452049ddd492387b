package io.stridelake.simulator.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.faults.FaultSwitch;
import io.stridelake.simulator.oauth.Access;
import io.stridelake.simulator.payload.AthletePayload;
import io.stridelake.simulator.payload.Payloads;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The athlete and the activities that a token's athlete has. */
@Controller("/api/v3")
@ExecuteOn(TaskExecutors.BLOCKING)
class ActivitiesController {
  private static final int LONGEST_PAGE = 200;

  private final ApiGate gate;
  private final Company company;
  private final FaultSwitch faults;

  ActivitiesController(ApiGate gate, Company company, FaultSwitch faults) {
    this.gate = gate;
    this.company = company;
    this.faults = faults;
  }

  @Get("/athlete")
  MutableHttpResponse<String> athlete(HttpRequest<?> request) {
    return gate.read(request, access -> Json.ok(AthletePayload.detailed(owner(access))));
  }

  @Get("/activities/{id}")
  MutableHttpResponse<String> activity(HttpRequest<?> request, long id) {
    return gate.read(request, access -> detailed(access, id));
  }

  @Get("/athlete/activities")
  MutableHttpResponse<String> activities(
      HttpRequest<?> request,
      @Nullable @QueryValue Long before,
      @Nullable @QueryValue Long after,
      @QueryValue(defaultValue = "1") int page,
      @QueryValue(value = "per_page", defaultValue = "30") int perPage) {
    return gate.read(
        request,
        access -> {
          if (!access.may("activity:read")) {
            return StravaError.SCOPE_MISSING.response();
          }
          if (perPage > LONGEST_PAGE) {
            return StravaError.PAGE_TOO_LONG.response();
          }
          if (page < 1 || perPage < 1) {
            return StravaError.PAGE_INVALID.response();
          }
          return Json.ok(page(access, before, after, (page - 1L) * perPage, perPage));
        });
  }

  private MutableHttpResponse<String> detailed(Access access, long id) {
    if (!access.may("activity:read")) {
      return StravaError.SCOPE_MISSING.response();
    }
    Optional<Activity> found =
        company
            .activity(id)
            .filter(activity -> activity.owner() == access.athlete())
            .filter(activity -> activity.visibleTo(access.scopes()));
    if (found.isEmpty() || faults.notFoundYet(id)) {
      return StravaError.ACTIVITY_NOT_FOUND.response();
    }
    return Json.ok(Payloads.detailed(found.get(), owner(access)));
  }

  private String page(
      Access access, @Nullable Long before, @Nullable Long after, long skip, int size) {
    Athlete athlete = owner(access);
    List<String> elements =
        company.activitiesOf(access.athlete()).stream()
            .filter(activity -> activity.visibleTo(access.scopes()))
            .filter(activity -> before == null || activity.start().getEpochSecond() < before)
            .filter(activity -> after == null || activity.start().getEpochSecond() > after)
            .skip(skip)
            .limit(size)
            .map(activity -> Payloads.summary(activity, athlete))
            .toList();
    return Payloads.array(elements);
  }

  private Athlete owner(Access access) {
    return company
        .athlete(access.athlete())
        .orElseThrow(() -> new IllegalStateException("no athlete " + access.athlete()));
  }
}
