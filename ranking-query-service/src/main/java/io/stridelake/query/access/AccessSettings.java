package io.stridelake.query.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The tokens. One that is empty lets nobody in.
 *
 * @param adminToken for {@code /admin/**}
 * @param serviceToken between the services; also what the signature of cursors is derived from
 */
@ConfigurationProperties("query.access")
public record AccessSettings(
    @Bindable(defaultValue = "") String adminToken,
    @Bindable(defaultValue = "") String serviceToken) {

  @Override
  public String toString() {
    return "AccessSettings[secret]";
  }
}
