package io.stridelake.query.ranking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.events.Feeds;
import io.stridelake.query.events.VersionEvent;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.problem.RestoringException;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** {@code /api/v1/rankings/{board}/events}: server-sent events with the versions of a ranking. */
@Controller("/api/v1/rankings")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventsController {
  private final RankingParameters parameters;
  private final Rankings rankings;
  private final Feeds feeds;
  private final Generations generations;
  private final Today today;

  EventsController(
      RankingParameters parameters,
      Rankings rankings,
      Feeds feeds,
      Generations generations,
      Today today) {
    this.parameters = parameters;
    this.rankings = rankings;
    this.feeds = feeds;
    this.generations = generations;
    this.today = today;
  }

  @Get("/{board}/events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<VersionEvent>>> events(
      HttpRequest<?> request, @PathVariable String board) {
    RankingRequest asked = parameters.page(request, board).request().withoutLimit();
    return HttpResponse.ok(feeds.events(asked.key("events", null), () -> version(asked)))
        .header("Cache-Control", "no-store");
  }

  private @Nullable String version(RankingRequest asked) {
    try {
      Generation active =
          generations.active(asked.period().kind().equals("season") ? asked.period().id() : null);
      return asked.renewed(active, today.day(active.rules())).map(rankings::version).orElse(null);
    } catch (RestoringException e) {
      return null;
    }
  }
}
