package io.stridelake.ingest.connect;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/**
 * Where athletes meet us.
 *
 * @param publicUrl this service's address as seen from outside; all outside addresses begin with it
 * @param pageUrl where an athlete goes after connecting
 * @param patience between asking for the authorize page and coming back
 */
@ConfigurationProperties("stridelake.ingest.connect")
public record ConnectConfig(
    @Bindable(defaultValue = "http://127.0.0.1:8081") URI publicUrl,
    @Bindable(defaultValue = "http://127.0.0.1:8080/") URI pageUrl,
    @Bindable(defaultValue = "10m") Duration patience) {
  public ConnectConfig {
    if (!publicUrl.isAbsolute() || !pageUrl.isAbsolute()) {
      throw new IllegalArgumentException(
          "connect.public-url %s, page-url %s (expected absolute addresses)"
              .formatted(publicUrl, pageUrl));
    }
  }

  /** An address of this service as seen from outside. */
  public URI outside(String path) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
