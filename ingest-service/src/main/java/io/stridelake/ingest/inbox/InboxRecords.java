package io.stridelake.ingest.inbox;

import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.topics.AccountKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.Topic;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of the inbox. */
@Singleton
public final class InboxRecords {
  private final Topic topic;
  private final int partitions;

  /** Records for the configured inbox. */
  public InboxRecords(KafkaClients clients) {
    this.topic = clients.topics().inbox();
    this.partitions = clients.topics().partitionsOf(topic);
  }

  /** The record of something about the account. */
  public ProducerRecord<byte[], byte[]> of(AccountKey account, byte[] value, InboxHeaders headers) {
    byte[] key = account.bytes();
    ProducerRecord<byte[], byte[]> made =
        new ProducerRecord<>(topic.name(), Partitions.ofKey(key, partitions), key, value);
    headers.addTo(made.headers());
    return made;
  }

  /** The name of the topic. */
  public String topic() {
    return topic.name();
  }
}
