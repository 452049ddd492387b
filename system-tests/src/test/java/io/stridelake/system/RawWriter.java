package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.athlete.AthleteId;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes many short payloads to the lake, as fast as Kafka takes them. */
final class RawWriter implements AutoCloseable {
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");
  private static final int DAYS = 300;
  private static final String[] SPORTS = {"Run", "Ride", "Walk", "Swim"};

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicCatalogue topics;

  RawWriter(String bootstrap, TopicCatalogue topics) {
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "compression.type", "lz4", "linger.ms", 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes an activity; the same one always says the same, apart from how far it was. */
  void put(String athlete, long id, long metres) {
    String day = FIRST_DAY.plusDays(id % DAYS).toString();
    String sport = SPORTS[(int) (id % SPORTS.length)];
    send(
        athlete,
        id,
        """
        {"id": %d, "sport_type": "%s", "start_date": "%3$sT10:00:00Z",
         "start_date_local": "%3$sT11:00:00Z", "utc_offset": 3600.0, "distance": %4$d.5,
         "moving_time": 1800, "elapsed_time": 1900, "total_elevation_gain": 12.5}
        """
            .formatted(id, sport, day, metres)
            .getBytes(UTF_8),
        false);
  }

  /** Marks an activity as deleted. */
  void delete(String athlete, long id) {
    send(athlete, id, new byte[0], true);
  }

  private void send(String name, long id, byte[] payload, boolean deleted) {
    AthleteId athlete = new AthleteId(name);
    ProducerRecord<byte[], byte[]> raw =
        new ProducerRecord<>(
            topics.lake().name(),
            Partitions.ofAthlete(athlete, topics.partitions()),
            new LakeKey(athlete, "strava", "activity", Long.toString(id)).bytes(),
            payload);
    new LakeHeaders(
            "strava", "activity", "application/json", Instant.now(), Origin.WEBHOOK, null, deleted)
        .addTo(raw.headers());
    producer.send(raw);
  }

  /** Waits until Kafka has everything. */
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
