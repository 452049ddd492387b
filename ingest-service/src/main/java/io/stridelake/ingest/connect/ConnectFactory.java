package io.stridelake.ingest.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Factory;
import io.stridelake.ingest.strava.StravaConfig;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes what connecting needs. */
@Factory
final class ConnectFactory {
  /** Instances share the client secret, so each accepts the states of the others. */
  @Singleton
  States states(StravaConfig strava, ConnectConfig config, SecureRandom random, Clock clock) {
    byte[] key =
        strava
            .client()
            .map(client -> ("connect state " + client.secret()).getBytes(UTF_8))
            .orElseGet(() -> random.generateSeed(32));
    return new States(new Signer(key), random, clock, config.patience());
  }
}
