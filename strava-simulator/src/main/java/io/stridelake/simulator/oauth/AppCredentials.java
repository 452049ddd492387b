package io.stridelake.simulator.oauth;

import io.stridelake.simulator.SimulatorConfiguration;
import jakarta.inject.Singleton;

/** Checks the id and the secret of the one app that is registered. */
@Singleton
public class AppCredentials {
  private final SimulatorConfiguration configuration;

  AppCredentials(SimulatorConfiguration configuration) {
    this.configuration = configuration;
  }

  public boolean known(String clientId) {
    return configuration.clientId().equals(clientId);
  }

  public boolean match(Parameters parameters) {
    return known(parameters.get("client_id"))
        && configuration.clientSecret().equals(parameters.get("client_secret"));
  }
}
