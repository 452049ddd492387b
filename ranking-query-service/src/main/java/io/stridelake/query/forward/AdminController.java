package io.stridelake.query.forward;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.Problems;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /admin}, handed on to the service that owns the part; the filter has checked the token.
 */
@Controller("/admin")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminController {
  private final Forwarder forwarder;

  AdminController(Forwarder forwarder) {
    this.forwarder = forwarder;
  }

  @Get("/{+path}")
  HttpResponse<?> get(HttpRequest<?> request, @PathVariable String path) {
    return forward(request, path, null);
  }

  @Post("/{+path}")
  HttpResponse<?> post(
      HttpRequest<?> request, @PathVariable String path, @Nullable @Body InputStream body) {
    return forward(request, path, body);
  }

  @Put("/{+path}")
  HttpResponse<?> put(
      HttpRequest<?> request, @PathVariable String path, @Nullable @Body InputStream body) {
    return forward(request, path, body);
  }

  @Delete("/{+path}")
  HttpResponse<?> delete(
      HttpRequest<?> request, @PathVariable String path, @Nullable @Body InputStream body) {
    return forward(request, path, body);
  }

  private HttpResponse<?> forward(HttpRequest<?> request, String path, @Nullable InputStream body) {
    Optional<Owner> owner = Owner.of(path);
    return owner.isPresent()
        ? forwarder.forward(owner.get(), request, body)
        : Problems.response(ProblemType.NOT_FOUND, "there is nothing at this address");
  }
}
