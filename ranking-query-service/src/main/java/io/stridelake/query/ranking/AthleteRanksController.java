package io.stridelake.query.ranking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.answer.Conditional;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;

/** {@code /api/v1/athletes/{id}/ranks}; a filter has checked the token. */
@Controller("/api/v1/athletes")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AthleteRanksController {
  private static final String OWN = "private, no-cache";

  private final RankingParameters parameters;
  private final Rankings rankings;
  private final Generations generations;

  AthleteRanksController(RankingParameters parameters, Rankings rankings, Generations generations) {
    this.generations = generations;
    this.parameters = parameters;
    this.rankings = rankings;
  }

  @Get("/{id}/ranks")
  HttpResponse<byte[]> ranks(HttpRequest<?> request, @PathVariable String id) {
    Generation active = generations.active();
    return Conditional.respond(
        request, rankings.ranks(active, parameters.everyBoardOfAthletes(active), id), OWN);
  }
}
