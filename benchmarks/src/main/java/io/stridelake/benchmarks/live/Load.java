package io.stridelake.benchmarks.live;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.installation.Installation;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import io.stridelake.benchmarks.load.Latencies;
import io.stridelake.benchmarks.load.OpenLoop;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Everything at once: activities, polls and, if any, webhooks. */
final class Load implements AutoCloseable {
  /** Of ten departments everything is followed. */
  private static final int DEPARTMENTS = 10;

  private static final int CONNECTIONS = 48;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Sightings sightings = new Sightings(DEPARTMENTS * Company.DEPARTMENT);
  private final Polls polls = new Polls(DEPARTMENTS, sightings);
  private final Webhooks webhooks = new Webhooks(DEPARTMENTS * Company.DEPARTMENT);
  private final LakeWriter lake;
  private final OpenLoop polling;
  private final @Nullable OpenLoop announcing;

  /**
   * How much of each there is in a second.
   *
   * @param webhooks 0 for none
   */
  record Rates(int activities, int polls, int webhooks) {}

  /** Begins. */
  Load(Installation installation, Rates rates) throws IOException {
    try (HttpConnection connection = new HttpConnection(installation.queryPort())) {
      for (int department = 0; department < DEPARTMENTS; department++) {
        sightings.begin(
            connection.send(Request.get(Polls.departmentPage(department), null)).body());
      }
    }
    int tracked = DEPARTMENTS * Company.DEPARTMENT;
    polling =
        new OpenLoop(
            "poll", installation.queryPort(), rates.polls(), CONNECTIONS, Long.MAX_VALUE, polls);
    announcing =
        rates.webhooks() == 0
            ? null
            : new OpenLoop(
                "webhook",
                installation.ingestPort(),
                rates.webhooks(),
                CONNECTIONS,
                Long.MAX_VALUE,
                webhooks);
    lake = new LakeWriter(installation.bootstrap(), rates.activities(), tracked, sightings);
  }

  Latencies visible() {
    return sightings.latencies();
  }

  Latencies polled() {
    return polls.latencies();
  }

  Latencies announced() {
    return webhooks.latencies();
  }

  int failedPolls() {
    return polling.failures();
  }

  /** How many activities were written and not seen yet. */
  long outstanding() {
    return sightings.outstanding();
  }

  /** How many webhooks were not taken. */
  int failedWebhooks() {
    return announcing == null ? 0 : announcing.failures();
  }

  /** What the first of those was, in words. */
  String firstFailedWebhook() {
    return announcing == null ? "none" : String.valueOf(announcing.firstFailure());
  }

  /** What the first failed poll was, in words. */
  String firstFailedPoll() {
    return String.valueOf(polling.firstFailure());
  }

  /**
   * Writes no more, and polls until everything that was written was seen.
   *
   * @throws IllegalStateException if something is not seen in a minute
   */
  void settle() throws InterruptedException {
    lake.close();
    if (announcing != null) {
      announcing.close();
    }
    long latest = System.nanoTime() + PATIENCE.toNanos();
    while (sightings.outstanding() > 0) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException(
            sightings.outstanding()
                + " activities were never seen, failed polls: "
                + failedPolls()
                + ", "
                + firstFailedPoll());
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    polling.close();
    if (announcing != null) {
      announcing.close();
    }
    lake.close();
  }
}
