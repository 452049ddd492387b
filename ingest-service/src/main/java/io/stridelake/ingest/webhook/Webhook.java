package io.stridelake.ingest.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.stridelake.ingest.access.Problems;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.inbox.InboxRecords;
import io.stridelake.ingest.inbox.InboxUnavailableException;
import io.stridelake.ingest.inbox.InboxWriter;
import io.stridelake.ingest.strava.MalformedEventException;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.ingest.strava.StravaEventReader;
import io.stridelake.ingest.strava.Subscription;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Takes pushed events into the inbox, or drops those that are not about anybody here. */
@Singleton
final class Webhook {
  private static final String SIGNATURE_HEADER = "signature";

  private final WebhookSecrets secrets;
  private final Subscription subscription;
  private final Accounts accounts;
  private final InboxRecords records;
  private final InboxWriter inbox;
  private final MeterRegistry meters;
  private final Clock clock;

  Webhook(
      WebhookSecrets secrets,
      Subscription subscription,
      Accounts accounts,
      InboxRecords records,
      InboxWriter inbox,
      MeterRegistry meters,
      Clock clock) {
    this.secrets = secrets;
    this.subscription = subscription;
    this.accounts = accounts;
    this.records = records;
    this.inbox = inbox;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Returns when the event is safe or is to be dropped.
   *
   * @throws MalformedEventException if it is none
   * @throws InboxUnavailableException if Kafka does not take it; it must come again
   */
  void receive(byte[] body, @Nullable String signature)
      throws MalformedEventException, InboxUnavailableException {
    try {
      count(accept(body, signature));
    } catch (MalformedEventException e) {
      count("malformed");
      throw e;
    } catch (InboxUnavailableException e) {
      count("unavailable");
      throw e;
    }
  }

  private String accept(byte[] body, @Nullable String signature)
      throws MalformedEventException, InboxUnavailableException {
    if (!secrets.isSigned(body, signature)) {
      count("unsigned");
      throw Problems.forbidden("the signature is missing or wrong");
    }
    StravaEvent event = StravaEventReader.read(body);
    OptionalLong expected = subscription.id();
    if (expected.isPresent() && expected.getAsLong() != event.subscriptionId()) {
      return "unknown-subscription";
    }
    // Until all accounts are read nobody is unknown; the fetch worker looks again.
    if (accounts.table().isComplete() && accounts.get(event.account()).isEmpty()) {
      return "unknown-owner";
    }
    inbox.write(toRecord(event, body, signature));
    return "accepted";
  }

  private ProducerRecord<byte[], byte[]> toRecord(
      StravaEvent event, byte[] body, @Nullable String signature) {
    ProducerRecord<byte[], byte[]> made =
        records.of(
            event.account(),
            body,
            InboxHeaders.fresh(
                InboxHeaders.Type.WEBHOOK, clock.instant(), UUID.randomUUID().toString()));
    if (signature != null) {
      made.headers()
          .add(SIGNATURE_HEADER, signature.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return made;
  }

  private void count(String outcome) {
    meters.counter("stridelake.ingest.webhook.events", "outcome", outcome).increment();
  }
}
