package io.stridelake.simulator.push;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.simulator.api.Json;
import io.stridelake.simulator.api.StravaError;
import io.stridelake.simulator.oauth.AppCredentials;
import io.stridelake.simulator.oauth.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The app's push subscription: create, view, delete. */
@Controller("/api/v3/push_subscriptions")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class SubscriptionController {
  private static final int LONGEST_CALLBACK = 255;

  private final Subscriptions subscriptions;
  private final Callback callback;
  private final AppCredentials credentials;
  private final JsonMapper mapper;

  SubscriptionController(
      Subscriptions subscriptions,
      Callback callback,
      AppCredentials credentials,
      JsonMapper mapper) {
    this.subscriptions = subscriptions;
    this.callback = callback;
    this.credentials = credentials;
    this.mapper = mapper;
  }

  @Post
  HttpResponse<String> create(HttpRequest<?> request, @Nullable @Body String body)
      throws IOException, InterruptedException {
    Parameters parameters = Parameters.of(request.getParameters(), body, mapper);
    if (!credentials.match(parameters)) {
      return StravaError.UNAUTHORIZED.response();
    }
    String url = parameters.get("callback_url");
    if (url.isEmpty() || url.length() > LONGEST_CALLBACK) {
      return StravaError.CALLBACK_INVALID.response();
    }
    if (subscriptions.current().isPresent()) {
      return StravaError.SUBSCRIPTION_EXISTS.response();
    }
    if (!callback.validates(url, parameters.get("verify_token"))) {
      return StravaError.CALLBACK_NOT_200.response();
    }
    Optional<Subscription> created = subscriptions.create(url);
    return created.isEmpty()
        ? StravaError.SUBSCRIPTION_EXISTS.response()
        : Json.status(HttpStatus.CREATED, mapper.writeValueAsString(created.get()));
  }

  @Get
  HttpResponse<String> view(HttpRequest<?> request) throws IOException {
    if (!credentials.match(Parameters.of(request.getParameters(), null, mapper))) {
      return StravaError.UNAUTHORIZED.response();
    }
    List<Subscription> all = subscriptions.current().stream().toList();
    return Json.ok(all.isEmpty() ? "[]" : "[" + mapper.writeValueAsString(all.get(0)) + "]");
  }

  @Delete("/{id}")
  HttpResponse<String> delete(HttpRequest<?> request, long id, @Nullable @Body String body) {
    if (!credentials.match(Parameters.of(request.getParameters(), body, mapper))) {
      return StravaError.UNAUTHORIZED.response();
    }
    return subscriptions.delete(id)
        ? HttpResponse.noContent()
        : StravaError.SUBSCRIPTION_NOT_FOUND.response();
  }
}
