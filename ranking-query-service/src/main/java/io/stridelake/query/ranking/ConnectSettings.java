package io.stridelake.query.ranking;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/**
 * Where athletes connect their accounts.
 *
 * @param publicUrl the ingest service's outside address
 */
@ConfigurationProperties("query.connect")
record ConnectSettings(@Bindable(defaultValue = "http://127.0.0.1:8081") URI publicUrl) {

  String address() {
    String base = publicUrl.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/connect/strava";
  }
}
