package io.stridelake.ingest.inbox;

import io.stridelake.ingest.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes to the inbox so that what was written stays, or says soon that it could not. */
@Singleton
public final class InboxWriter {
  private final InboxConfig config;
  private final Producer<byte[], byte[]> producer;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean open;

  InboxWriter(InboxConfig config, KafkaClients clients) {
    this.config = config;
    int delivery = Math.toIntExact(config.delivery().toMillis());
    this.producer =
        clients.producer(
            "stridelake-ingest-inbox",
            Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                1,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                config.block().toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                delivery - 1,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                250));
  }

  /**
   * From now on records are written. The topic must exist: a broker that creates topics by itself
   * would create it with settings of its own.
   */
  public void open() {
    open = true;
  }

  /**
   * Returns when all replicas have the record. After an exception it may be there all the same.
   *
   * @throws InboxUnavailableException if Kafka did not take it in time, or is not known to have the
   *     topic yet, or this is closed
   */
  public void write(ProducerRecord<byte[], byte[]> message) throws InboxUnavailableException {
    if (!open) {
      throw new InboxUnavailableException(
          new IllegalStateException(
              "nothing is written to " + message.topic() + " yet, or any more"));
    }
    Future<?> written;
    try {
      written = senders.submit(() -> producer.send(message).get());
    } catch (RejectedExecutionException e) {
      // The service is being closed; the event comes again.
      throw new InboxUnavailableException(e);
    }
    try {
      written.get(config.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      written.cancel(true);
      throw new InboxUnavailableException(e);
    } catch (ExecutionException e) {
      throw asUnavailable(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @PreDestroy
  void close() {
    open = false;
    producer.close(Duration.ofSeconds(1));
    senders.shutdownNow();
  }

  private static InboxUnavailableException asUnavailable(ExecutionException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException) {
        return new InboxUnavailableException(e);
      }
    }
    throw new IllegalStateException("writing to the inbox failed", e);
  }
}
