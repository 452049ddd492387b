package io.stridelake.benchmarks.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes what would have come from ingest and the catalogue app long ago: athletes and activities.
 * Records bear a time of yesterday, so that nothing takes them for news.
 */
public final class TopicWriter implements AutoCloseable {
  private static final Duration AGE = Duration.ofDays(1);

  private final TopicCatalogue topics = new TopicCatalogue();
  private final Instant when = Instant.now().minus(AGE);
  private final int catalogue;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Serializer<AthleteValue> athletes;
  private final Serializer<CatalogueEntryValue> entries;

  /**
   * Connects.
   *
   * @param catalogue number of the catalogue that activities go to
   */
  public TopicWriter(String bootstrap, String registry, int catalogue) {
    this.catalogue = catalogue;
    producer = BulkProducer.of(bootstrap);
    Map<String, Object> settings = Map.of("schema.registry.url", registry);
    athletes = AvroSerdes.valueSerde(AthleteValue.class, settings).serializer();
    entries = AvroSerdes.valueSerde(CatalogueEntryValue.class, settings).serializer();
  }

  /** Puts an athlete into the roster. */
  public void athlete(Athlete athlete) {
    String topic = topics.roster().name();
    send(
        topic,
        athlete.id(),
        athlete.id().value().getBytes(UTF_8),
        athletes.serialize(topic, AthleteMapper.toAvro(athlete)));
  }

  /**
   * Puts an activity into the catalogue.
   *
   * @param number which is also the provider's id
   */
  public void activity(AthleteId athlete, long number, Activity activity) {
    String topic = topics.activities(catalogue).name();
    int partition = Partitions.ofAthlete(athlete, topics.partitions());
    CatalogueEntry entry =
        new CatalogueEntry.Readable(activity, new RawRecordPosition(partition, number, when));
    send(
        topic,
        athlete,
        CatalogueKey.bytes(new ActivityKey(athlete, "strava", Long.toString(number), "activity")),
        entries.serialize(topic, CatalogueEntryMapper.toAvro(entry)));
  }

  /** Returns when Kafka has everything. */
  @Override
  public void close() {
    producer.close();
    athletes.close();
    entries.close();
  }

  private void send(String topic, AthleteId athlete, byte[] key, byte[] value) {
    producer.send(
        new ProducerRecord<>(
            topic,
            Partitions.ofAthlete(athlete, topics.partitions()),
            when.toEpochMilli(),
            key,
            value));
  }
}
