package io.stridelake.query.totals;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.answer.Conditional;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;

/** {@code /api/v1/totals}. */
@Controller("/api/v1/totals")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TotalsController {
  private final Generations generations;
  private final Today today;
  private final Totals totals;

  TotalsController(Generations generations, Today today, Totals totals) {
    this.generations = generations;
    this.today = today;
    this.totals = totals;
  }

  @Get
  HttpResponse<byte[]> totals(HttpRequest<?> request) {
    Parameters parameters = new Parameters(request);
    Generation generation = generations.active(PeriodParameter.word(parameters));
    PeriodParameter period =
        PeriodParameter.read(parameters, generation.rules(), null, today.day(generation.rules()));
    return Conditional.respond(
        request,
        totals.of(generation, period.period(), parameters.flag("partial")),
        Conditional.REVALIDATE);
  }
}
