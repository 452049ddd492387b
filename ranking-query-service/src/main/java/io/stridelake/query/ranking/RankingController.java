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

/** {@code /api/v1/rankings}. */
@Controller("/api/v1/rankings")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RankingController {
  private final RankingParameters parameters;
  private final Rankings rankings;
  private final RankingList list;

  RankingController(RankingParameters parameters, Rankings rankings, RankingList list) {
    this.parameters = parameters;
    this.rankings = rankings;
    this.list = list;
  }

  @Get
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    return Conditional.respond(request, list.answer(), Conditional.REVALIDATE);
  }

  @Get("/{board}")
  HttpResponse<byte[]> page(HttpRequest<?> request, @PathVariable String board) {
    RankingParameters.PageRequest page = parameters.page(request, board);
    return Conditional.respond(
        request, rankings.page(page.request(), page.cursor()), Conditional.REVALIDATE);
  }

  @Get("/{board}/members/{id}")
  HttpResponse<byte[]> member(
      HttpRequest<?> request, @PathVariable String board, @PathVariable String id) {
    return Conditional.respond(
        request, rankings.member(parameters.member(request, board), id), Conditional.REVALIDATE);
  }

  @Get("/{board}/members/{id}/around")
  HttpResponse<byte[]> around(
      HttpRequest<?> request, @PathVariable String board, @PathVariable String id) {
    return Conditional.respond(
        request, rankings.around(parameters.around(request, board), id), Conditional.REVALIDATE);
  }
}
