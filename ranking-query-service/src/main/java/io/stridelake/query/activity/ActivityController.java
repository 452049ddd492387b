package io.stridelake.query.activity;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.activity.ActivityParameters.Days;
import io.stridelake.query.activity.ActivityParameters.PageRequest;
import io.stridelake.query.answer.Conditional;
import io.stridelake.query.answer.Told;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/athletes}, {@code /api/v1/activities}, {@code /api/v1/catalogue}: what is an
 * athlete's own; a filter has checked the token.
 */
@Controller("/api/v1")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActivityController {
  private static final String OWN = "private, no-cache";

  private final Generations generations;
  private final ActivityParameters parameters;
  private final Activities activities;

  ActivityController(
      Generations generations, ActivityParameters parameters, Activities activities) {
    this.generations = generations;
    this.parameters = parameters;
    this.activities = activities;
  }

  @Get("/catalogue/activities")
  HttpResponse<byte[]> catalogue(HttpRequest<?> request) {
    return respond(request, page(request, null));
  }

  @Get("/athletes/{id}")
  HttpResponse<byte[]> athlete(HttpRequest<?> request, @PathVariable String id) {
    return respond(
        request, activities.athlete(generations.active(), ActivityParameters.athlete(id)));
  }

  @Get("/athletes/{id}/activities")
  HttpResponse<byte[]> ofAthlete(HttpRequest<?> request, @PathVariable String id) {
    return respond(request, page(request, ActivityParameters.athlete(id)));
  }

  @Get("/athletes/{id}/points")
  HttpResponse<byte[]> points(HttpRequest<?> request, @PathVariable String id) {
    Parameters query = new Parameters(request);
    Days days = ActivityParameters.days(query);
    return respond(
        request,
        activities.points(
            generations.active(),
            ActivityParameters.athlete(id),
            ActivityParameters.by(query),
            days.from(),
            days.to()));
  }

  @Get("/activities/{athlete}/{provider}/{externalId}/explanation")
  HttpResponse<byte[]> explanation(
      HttpRequest<?> request,
      @PathVariable String athlete,
      @PathVariable String provider,
      @PathVariable String externalId) {
    return respond(
        request,
        activities.explanation(
            generations.active(),
            new PartitionQuery.Explanation(
                ActivityParameters.athlete(athlete), provider, externalId)));
  }

  private Told page(HttpRequest<?> request, @Nullable String athlete) {
    Generation active = generations.active();
    PageRequest page = parameters.page(request, active, athlete);
    return activities.page(active, page.filter(), page.behind(), page.limit());
  }

  private static HttpResponse<byte[]> respond(HttpRequest<?> request, Told answer) {
    return Conditional.respond(request, answer, OWN);
  }
}
