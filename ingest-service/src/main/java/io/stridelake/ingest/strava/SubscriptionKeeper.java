package io.stridelake.ingest.strava;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds or creates the push subscription in the background, again and again until its id is known.
 */
@Singleton
public final class SubscriptionKeeper {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionKeeper.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private final StravaConfig config;
  private final StravaSubscriptions subscriptions;
  private final Subscription subscription;
  private @Nullable Thread thread;

  SubscriptionKeeper(
      StravaConfig config, StravaSubscriptions subscriptions, Subscription subscription) {
    this.config = config;
    this.subscriptions = subscriptions;
    this.subscription = subscription;
  }

  /**
   * Starts looking. The webhook must answer by now.
   *
   * @param callback where events are to go
   * @param base what the callbacks of this installation begin with
   * @param verifyToken by which we know the validation call
   */
  public void start(URI callback, URI base, String verifyToken) {
    Optional<StravaConfig.Client> client = config.client();
    if (client.isEmpty()) {
      log.atWarn().log("Client id or secret is not set: no push subscription");
      return;
    }
    thread =
        Thread.ofVirtual()
            .name("push subscription")
            .start(() -> keepTrying(client.get(), callback, base, verifyToken));
  }

  @PreDestroy
  void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void keepTrying(StravaConfig.Client client, URI callback, URI base, String verifyToken) {
    Duration wait = FIRST_RETRY;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        subscription.learn(findOrCreate(client, callback, base, verifyToken));
        log.atInfo()
            .addKeyValue("subscription", subscription.id().orElseThrow())
            .log("Push subscription known");
        return;
      } catch (IOException e) {
        log.atWarn().addKeyValue("cause", e.getMessage()).log("Push subscription is not known yet");
        wait = pause(wait);
      }
    }
  }

  private long findOrCreate(StravaConfig.Client client, URI callback, URI base, String verifyToken)
      throws IOException {
    List<StravaSubscriptions.Existing> existing = subscriptions.all(client);
    for (StravaSubscriptions.Existing each : existing) {
      if (each.callback().equals(callback.toString())) {
        return each.id();
      }
    }
    for (StravaSubscriptions.Existing each : existing) {
      if (!config.replaceSubscription() && !each.callback().startsWith(base.toString())) {
        throw new IOException(
            "the application has a subscription with another callback; delete it or set"
                + " stridelake.ingest.strava.replace-subscription");
      }
      subscriptions.delete(client, each.id());
      log.atInfo().addKeyValue("subscription", each.id()).log("Push subscription replaced");
    }
    return subscriptions.create(client, callback, verifyToken);
  }

  private static Duration pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration next = wait.multipliedBy(2);
    return next.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : next;
  }
}
