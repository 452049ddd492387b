package io.stridelake.system.company;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.athlete.AthleteId;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.system.company.TwinCompany.Recorded;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Writes what happens in a {@link TwinCompany}: to the lake, or straight to the catalogue. */
public final class TwinRecords implements AutoCloseable {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();
  private static final String KIND = "activity";

  private final KafkaProducer<byte[], byte[]> producer;
  private final Serde<CatalogueEntryValue> entries;
  private long offset;

  /**
   * Connects.
   *
   * @param serde the serde's class, blank for ours
   */
  public TwinRecords(String bootstrap, String registry, String serde) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    entries =
        AvroSerdes.valueSerde(
            CatalogueEntryValue.class,
            Map.of("schema.registry.url", registry, AvroSerdes.SERDE, serde));
  }

  /** Writes an activity as it is now. */
  public void write(Recorded recorded) {
    AthleteId athlete = new AthleteId(recorded.athlete());
    int partition = Partitions.ofAthlete(athlete, TOPICS.partitions());
    producer.send(
        recorded.provider().equals(TwinCompany.STRAVA)
            ? toLake(recorded, athlete, partition)
            : toCatalogue(recorded, athlete, partition),
        (_, failure) -> report(failure));
  }

  /** Waits until Kafka has everything. */
  public void flush() {
    producer.flush();
  }

  private static ProducerRecord<byte[], byte[]> toLake(
      Recorded recorded, AthleteId athlete, int partition) {
    LakeKey key = new LakeKey(athlete, recorded.provider(), KIND, Long.toString(recorded.id()));
    byte[] value = recorded.deleted() ? new byte[0] : recorded.payload();
    ProducerRecord<byte[], byte[]> raw =
        new ProducerRecord<>(TOPICS.lake().name(), partition, key.bytes(), value);
    new LakeHeaders(
            recorded.provider(),
            KIND,
            "application/json",
            Instant.now(),
            Origin.WEBHOOK,
            null,
            recorded.deleted())
        .addTo(raw.headers());
    return raw;
  }

  private ProducerRecord<byte[], byte[]> toCatalogue(
      Recorded recorded, AthleteId athlete, int partition) {
    RawRecordPosition raw = new RawRecordPosition(partition, offset++, Instant.now());
    CatalogueEntry entry =
        recorded.deleted()
            ? new CatalogueEntry.Deleted(raw)
            : new CatalogueEntry.Readable(activity(recorded), raw);
    ActivityKey key =
        new ActivityKey(athlete, recorded.provider(), Long.toString(recorded.id()), KIND);
    String topic = TOPICS.activities(1).name();
    byte[] value = entries.serializer().serialize(topic, CatalogueEntryMapper.toAvro(entry));
    return new ProducerRecord<>(topic, partition, CatalogueKey.bytes(key), value);
  }

  private static Activity activity(Recorded recorded) {
    return new Activity(
        new Sport(recorded.sport()),
        recorded.localStart().toInstant(recorded.offset()),
        recorded.localStart(),
        Length.ofMetres(recorded.metres()),
        Duration.ofSeconds(recorded.moving()),
        Duration.ofSeconds(recorded.elapsed()),
        Length.ofMetres(recorded.climbed()),
        Activity.Speed.UNKNOWN,
        recorded.heartrate() ? 120.0 : null,
        new Activity.Flags(recorded.manual(), false, recorded.commute(), recorded.onlyMe(), false));
  }

  private static void report(@Nullable Exception failure) {
    if (failure != null) {
      throw new IllegalStateException("a record was not written", failure);
    }
  }

  @Override
  public void close() {
    producer.close();
    entries.close();
  }
}
