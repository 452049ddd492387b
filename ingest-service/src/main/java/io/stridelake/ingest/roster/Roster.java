package io.stridelake.ingest.roster;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.ingest.tables.TopicTable;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

/** All athletes, as the topic has them. */
@Singleton
public final class Roster {
  private final Topic topic;
  private final int partitions;
  private final Serde<AthleteValue> serde;
  private final TopicTable<AthleteId, Optional<Athlete>> table;

  /** Reads nothing before the table is started. */
  public Roster(KafkaClients clients) {
    this.topic = clients.topics().roster();
    this.partitions = clients.topics().partitionsOf(topic);
    this.serde = clients.serde(AthleteValue.class);
    this.table = new TopicTable<>(clients, topic, LakeKey::athleteOf, (id, value) -> read(value));
  }

  /** The athlete, empty if unknown or erased. */
  public Optional<Athlete> get(AthleteId id) {
    return table.get(id).flatMap(athlete -> athlete);
  }

  /** The topic in memory. */
  public TopicTable<AthleteId, Optional<Athlete>> table() {
    return table;
  }

  /**
   * The record that stores the athlete.
   *
   * @throws org.apache.kafka.common.KafkaException if the registry does not answer
   */
  public ProducerRecord<byte[], byte[]> toRecord(Athlete athlete) {
    return new ProducerRecord<>(
        topic.name(),
        Partitions.ofAthlete(athlete.id(), partitions),
        athlete.id().value().getBytes(StandardCharsets.UTF_8),
        serde.serializer().serialize(topic.name(), AthleteMapper.toAvro(athlete)));
  }

  @PreDestroy
  void close() {
    table.close();
    serde.close();
  }

  private Optional<Athlete> read(byte[] value) {
    return AthleteMapper.toDomain(serde.deserializer().deserialize(topic.name(), value));
  }
}
