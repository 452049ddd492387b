package io.stridelake.ingest.inbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long the webhook waits for Kafka.
 *
 * @param block until Kafka's metadata is known
 * @param delivery until a record is acknowledged
 * @param answer until the webhook gives up in any case; a provider waits 2 s
 */
@ConfigurationProperties("stridelake.ingest.inbox")
public record InboxConfig(
    @Bindable(defaultValue = "500ms") Duration block,
    @Bindable(defaultValue = "1s") Duration delivery,
    @Bindable(defaultValue = "1200ms") Duration answer) {
  public InboxConfig {
    if (!block.isPositive() || !delivery.isPositive() || answer.compareTo(delivery) < 0) {
      throw new IllegalArgumentException(
          "inbox block %s, delivery %s, answer %s (expected all more than 0, answer ≥ delivery)"
              .formatted(block, delivery, answer));
    }
  }
}
