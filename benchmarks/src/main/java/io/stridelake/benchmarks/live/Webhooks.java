package io.stridelake.benchmarks.live;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.installation.Installation;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import io.stridelake.benchmarks.load.Latencies;
import io.stridelake.benchmarks.load.OpenLoop;
import java.io.IOException;
import java.time.Instant;

/** What the provider announces: new activities of accounts that nobody has connected yet. */
final class Webhooks implements OpenLoop.Exchange {
  private static final long FIRST_ID = 2_000_000_000_000L;

  private final int tracked;
  private final Latencies latencies = new Latencies();

  Webhooks(int tracked) {
    this.tracked = tracked;
  }

  /** How long answers took. */
  Latencies latencies() {
    return latencies;
  }

  @Override
  public void run(HttpConnection connection, long number, long scheduled) throws IOException {
    Reply reply =
        connection.send(
            Request.post(
                "/webhooks/strava/" + Installation.WEBHOOK_SECRET,
                """
                {"object_type":"activity","object_id":%d,"aspect_type":"create","owner_id":%d,\
                "subscription_id":1,"event_time":%d,"updates":{}}"""
                    .formatted(
                        FIRST_ID + number,
                        Company.account((int) (number % tracked)),
                        Instant.now().getEpochSecond())));
    long answered = System.nanoTime();
    if (reply.status() != 200) {
      throw new IOException("the webhook answered " + reply.status());
    }
    latencies.add(scheduled, answered);
  }
}
