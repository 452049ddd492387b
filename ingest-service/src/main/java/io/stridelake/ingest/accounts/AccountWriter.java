package io.stridelake.ingest.accounts;

import io.stridelake.ingest.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores an account outside of any transaction, for the one case that must not be rolled back: new
 * tokens, for which the provider has already buried the old ones.
 */
@Singleton
public final class AccountWriter {
  private static final Logger log = LoggerFactory.getLogger(AccountWriter.class);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Accounts accounts;
  private final Producer<byte[], byte[]> producer;
  private volatile boolean closed;

  AccountWriter(Accounts accounts, KafkaClients clients) {
    this.accounts = accounts;
    this.producer =
        clients.producer(
            "stridelake-ingest-accounts",
            Map.of(ProducerConfig.LINGER_MS_CONFIG, 0, ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000));
  }

  /**
   * Returns when all replicas have the account, however long Kafka or the registry are away.
   *
   * @throws KafkaException if the service stops meanwhile
   */
  public void store(Account account) {
    while (true) {
      try {
        producer.send(accounts.toRecord(account)).get();
        return;
      } catch (KafkaException | ExecutionException e) {
        if (closed) {
          throw new KafkaException("stopped before new tokens were stored", e);
        }
        log.atWarn()
            .addKeyValue("account", account.key().text())
            .setCause(e)
            .log("New tokens are not stored yet");
        pause();
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    producer.close(Duration.ofSeconds(2));
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
