package io.stridelake.ingest.strava;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Strava is and who we are there. Blank texts count as absent.
 *
 * @param api prefix of the API, such as {@code https://www.strava.com/api/v3}
 * @param oauth prefix of OAuth, such as {@code https://www.strava.com/oauth}
 * @param clientId of the application, absent: nobody can connect
 * @param clientSecret of the application
 * @param verifyToken by which we know the subscription's validation call
 * @param webhookSecret last part of the webhook's path, absent: there is no webhook
 * @param signatureKey verifies events if set
 * @param timeout of a call, until the last byte
 * @param pageSize activities in a page of a history, 1 to 200
 * @param replaceSubscription whether a subscription with a foreign callback is replaced
 */
@ConfigurationProperties("stridelake.ingest.strava")
public record StravaConfig(
    @Bindable(defaultValue = "https://www.strava.com/api/v3") URI api,
    @Bindable(defaultValue = "https://www.strava.com/oauth") URI oauth,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable String verifyToken,
    @Nullable String webhookSecret,
    @Nullable String signatureKey,
    @Bindable(defaultValue = "20s") Duration timeout,
    @Bindable(defaultValue = "200") int pageSize,
    @Bindable(defaultValue = "false") boolean replaceSubscription) {
  private static final int LARGEST_PAGE = 200;

  public StravaConfig {
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      throw new IllegalArgumentException("strava.page-size " + pageSize + " (expected 1..200)");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("strava.timeout " + timeout + " (expected more than 0)");
    }
    api = withoutSlash(api);
    oauth = withoutSlash(oauth);
    clientId = blankToNull(clientId);
    clientSecret = blankToNull(clientSecret);
    verifyToken = blankToNull(verifyToken);
    webhookSecret = blankToNull(webhookSecret);
    signatureKey = blankToNull(signatureKey);
  }

  /** Id and secret, if both are set. */
  public Optional<Client> client() {
    return clientId == null || clientSecret == null
        ? Optional.empty()
        : Optional.of(new Client(clientId, clientSecret));
  }

  /**
   * The application's credentials.
   *
   * @param id public
   * @param secret never logged
   */
  public record Client(String id, String secret) {
    @Override
    public String toString() {
      return "Client[id=" + id + "]";
    }
  }

  @Override
  public String toString() {
    return "StravaConfig[api=" + api + ", oauth=" + oauth + ", clientId=" + clientId + "]";
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
