package io.stridelake.ingest.accounts;

import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.ingest.tables.TopicTable;
import io.stridelake.schema.AccountValue;
import io.stridelake.topics.AccountKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

/** All accounts, as the topic has them. */
@Singleton
public final class Accounts {
  private final Topic topic;
  private final int partitions;
  private final Serde<AccountValue> serde;
  private final TopicTable<AccountKey, Account> table;

  /** Reads nothing before the table is started. */
  public Accounts(KafkaClients clients) {
    this.topic = clients.topics().accounts();
    this.partitions = clients.topics().partitionsOf(topic);
    this.serde = clients.serde(AccountValue.class);
    this.table = new TopicTable<>(clients, topic, AccountKey::parse, this::read);
  }

  /** The account as far as the topic was read. */
  public Optional<Account> get(AccountKey key) {
    return table.get(key);
  }

  /** The topic in memory. */
  public TopicTable<AccountKey, Account> table() {
    return table;
  }

  /**
   * The record that stores the account.
   *
   * @throws org.apache.kafka.common.KafkaException if the registry does not answer
   */
  public ProducerRecord<byte[], byte[]> toRecord(Account account) {
    byte[] key = account.key().bytes();
    return new ProducerRecord<>(
        topic.name(),
        Partitions.ofKey(key, partitions),
        key,
        serde.serializer().serialize(topic.name(), AccountMapper.toAvro(account)));
  }

  /** How many accounts are in each state. */
  public Map<AccountState, Integer> byState() {
    Map<AccountState, Integer> counts = new TreeMap<>();
    for (AccountState state : AccountState.values()) {
      counts.put(state, 0);
    }
    table.all().forEach(account -> counts.merge(account.state(), 1, Integer::sum));
    return counts;
  }

  @PreDestroy
  void close() {
    table.close();
    serde.close();
  }

  private Account read(AccountKey key, byte[] value) {
    return AccountMapper.toDomain(key, serde.deserializer().deserialize(topic.name(), value));
  }
}
