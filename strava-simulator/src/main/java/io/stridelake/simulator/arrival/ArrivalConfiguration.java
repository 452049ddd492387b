package io.stridelake.simulator.arrival;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import java.net.URI;

/**
 * Where the company goes by itself; without it people come when somebody brings them.
 *
 * @param ingest base address of the ingest service
 * @param adminToken opens its roster
 */
@ConfigurationProperties("simulator.arrival")
@Requires(property = "simulator.arrival.ingest")
record ArrivalConfiguration(URI ingest, String adminToken) {
  ArrivalConfiguration {
    if (ingest.getHost() == null) {
      throw new IllegalArgumentException(
          "simulator.arrival.ingest " + ingest + " (expected http://host:port)");
    }
    if (adminToken.isBlank()) {
      throw new IllegalArgumentException(
          "simulator.arrival.admin-token is empty (expected ingest's admin token)");
    }
  }
}
