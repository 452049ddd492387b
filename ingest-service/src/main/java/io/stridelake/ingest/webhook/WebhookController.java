package io.stridelake.ingest.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.ingest.access.Problems;
import io.stridelake.ingest.inbox.InboxUnavailableException;
import io.stridelake.ingest.strava.MalformedEventException;
import java.util.Map;

/** Strava's push subscription calls here. */
@Controller("/webhooks/strava/{secret}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class WebhookController {
  private static final int LARGEST_BODY = 64 * 1024;
  private static final String SIGNATURE = "X-Strava-Signature";

  private final Webhook webhook;
  private final WebhookSecrets secrets;

  WebhookController(Webhook webhook, WebhookSecrets secrets) {
    this.webhook = webhook;
    this.secrets = secrets;
  }

  /** The validation call: answers with the challenge. */
  @Get
  HttpResponse<?> validate(
      @PathVariable String secret,
      @Nullable @QueryValue("hub.mode") String mode,
      @Nullable @QueryValue("hub.challenge") String challenge,
      @Nullable @QueryValue("hub.verify_token") String token) {
    secrets.require(secret);
    if (!secrets.isVerifyToken(token)) {
      throw Problems.forbidden("hub.verify_token is not ours");
    }
    if (!"subscribe".equals(mode) || challenge == null) {
      throw Problems.badParameter("expected hub.mode=subscribe and hub.challenge");
    }
    return HttpResponse.ok(Map.of("hub.challenge", challenge))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** An event: answered only after it is safe. */
  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> receive(@PathVariable String secret, @Body byte[] body, HttpRequest<?> request)
      throws InboxUnavailableException {
    secrets.require(secret);
    if (body.length > LARGEST_BODY) {
      throw Problems.tooLarge("the body is over 64 KiB");
    }
    try {
      webhook.receive(body, request.getHeaders().get(SIGNATURE));
    } catch (MalformedEventException e) {
      throw Problems.badParameter(String.valueOf(e.getMessage()));
    }
    return HttpResponse.ok();
  }
}
