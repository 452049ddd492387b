package io.stridelake.ingest.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that open what is not public; what is absent opens nothing.
 *
 * @param adminToken for operators
 * @param serviceToken for programs that write to the lake
 */
@ConfigurationProperties("stridelake.ingest.access")
public record AccessConfig(@Nullable String adminToken, @Nullable String serviceToken) {
  public AccessConfig {
    adminToken = adminToken == null || adminToken.isBlank() ? null : adminToken.strip();
    serviceToken = serviceToken == null || serviceToken.isBlank() ? null : serviceToken.strip();
  }

  @Override
  public String toString() {
    return "AccessConfig[]";
  }
}
