package io.stridelake.query.ruleset;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.answer.Conditional;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.parameter.Today;
import io.stridelake.rules.RuleSetWords;

/** {@code /api/v1/rules}. */
@Controller("/api/v1/rules")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RulesController {
  private final Generations generations;
  private final Today today;
  private final JsonAnswers json;

  RulesController(Generations generations, Today today, JsonAnswers json) {
    this.generations = generations;
    this.today = today;
    this.json = json;
  }

  @Get
  HttpResponse<byte[]> rules(HttpRequest<?> request) {
    Generation generation = generations.active();
    RulesDocument document =
        new RulesDocument(
            generation.id(),
            generation.rules().version(),
            today.zone(generation.rules()).getId(),
            RulesDocument.Words.of(RuleSetWords.describe(generation.rules())),
            RuleSetData.of(generation.rules()));
    return Conditional.respond(
        request, json.of(generation.source(), document), Conditional.REVALIDATE);
  }
}
