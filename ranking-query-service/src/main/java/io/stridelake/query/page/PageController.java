package io.stridelake.query.page;

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
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.Problems;

/** The web page: what has a hash in its name never changes, the rest is asked for again. */
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets;

  PageController(Assets assets) {
    this.assets = assets;
  }

  @Get("/")
  HttpResponse<?> index(HttpRequest<?> request) {
    return serve(request, "index.html", Conditional.REVALIDATE);
  }

  /** For operators; what it does needs the admin token. */
  @Get("/ops")
  HttpResponse<?> ops(HttpRequest<?> request) {
    return serve(request, "ops.html", Conditional.REVALIDATE);
  }

  @Get("/assets/{+path}")
  HttpResponse<?> asset(HttpRequest<?> request, @PathVariable String path) {
    return serve(request, "assets/" + path, FOR_EVER);
  }

  @Get("/{file:[A-Za-z0-9_-]+}.{extension:html|svg|png|ico|webmanifest|txt|js|css}")
  HttpResponse<?> file(
      HttpRequest<?> request, @PathVariable String file, @PathVariable String extension) {
    return serve(request, file + "." + extension, Conditional.REVALIDATE);
  }

  private HttpResponse<?> serve(HttpRequest<?> request, String path, String cacheControl) {
    return assets
        .find(path)
        .<HttpResponse<?>>map(asset -> Conditional.respond(request, asset, cacheControl))
        .orElseGet(
            () -> Problems.response(ProblemType.NOT_FOUND, "there is nothing at this address"));
  }
}
