package io.stridelake.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.simulator.arrival.Arrival;
import io.stridelake.simulator.arrival.ArrivalFailedException;
import io.stridelake.standalone.Ports.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Brings the simulated company in and waits until its histories are here. */
final class DemoCompany {
  private static final long ON_THE_WAY = 5;
  private static final Duration HISTORY = Duration.ofMinutes(5);

  private final Arrival arrival;
  private final Ports ports;
  private final Secrets secrets;
  private final Path done;
  private final Progress progress;

  DemoCompany(Arrival arrival, Ports ports, Secrets secrets, DataFolder folder, Progress progress) {
    this.arrival = arrival;
    this.ports = ports;
    this.secrets = secrets;
    this.done = folder.resolve("company-connected");
    this.progress = progress;
  }

  /** Connects everybody, unless an earlier start finished that; returns when histories are here. */
  void connectOnce() {
    if (Files.exists(done)) {
      return;
    }
    progress.say(arrival.people() + " athletes are connecting their accounts");
    try (Http http = new Http()) {
      arrival.at(URI.create(ports.url(Part.INGEST)), secrets.admin());
      progress.say("their histories are being fetched");
      if (!Waiting.until(() -> isFetched(http), HISTORY)) {
        progress.say("histories are still being fetched, they go on behind the page");
      }
      OwnerFile.readOrCreate(done, () -> "yes");
    } catch (ArrivalFailedException e) {
      throw new IllegalStateException("the demo's company cannot connect: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isFetched(Http http) {
    HttpRequest request =
        Http.request(ports.url(Part.PAGE) + "/admin/status")
            .header("Authorization", "Bearer " + secrets.admin())
            .build();
    return http.json(request)
        .filter(status -> isFetched(status.path("ingest")))
        .filter(status -> isScored(status.path("streams")))
        .isPresent();
  }

  private boolean isFetched(JsonNode ingest) {
    return ingest.path("accounts").path("CONNECTED").asInt() >= arrival.people()
        && ingest.path("events").path("backfills").asInt(1) == 0
        && ingest.path("lag").asLong(1) == 0;
  }

  /** Live activities come in meanwhile: a handful on the way is as good as none. */
  private static boolean isScored(JsonNode streams) {
    long lag = 0;
    JsonNode apps = streams.findValue("apps");
    if (apps == null) {
      return false;
    }
    for (JsonNode app : apps) {
      lag += app.path("lag").asLong(ON_THE_WAY + 1);
    }
    return lag <= ON_THE_WAY;
  }
}
