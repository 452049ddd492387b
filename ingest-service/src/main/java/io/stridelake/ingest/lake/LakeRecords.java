package io.stridelake.ingest.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ingest.kafka.KafkaClients;
import io.stridelake.topics.DeadLetterHeaders;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.Topic;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Makes records of the lake and the dead letters. */
@Singleton
public final class LakeRecords {
  private static final String KIND = "activity";
  private static final String JSON = "application/json";
  private static final byte[] EMPTY = new byte[0];

  private final Topic lake;
  private final Topic deadLetters;
  private final int partitions;

  /** Records for the configured topics. */
  public LakeRecords(KafkaClients clients) {
    this.lake = clients.topics().lake();
    this.deadLetters = clients.topics().deadLetters();
    this.partitions = clients.topics().partitionsOf(lake);
  }

  /**
   * Where a raw record comes from.
   *
   * @param origin how it came
   * @param eventId the event that made us fetch it
   * @param receivedAt when the provider's answer came
   */
  public record Source(Origin origin, String eventId, Instant receivedAt) {}

  /** The key of an activity. */
  public static LakeKey activity(AthleteId athlete, String provider, String id) {
    return new LakeKey(athlete, provider, KIND, id);
  }

  /** A raw record, its bytes as the provider sent them. */
  public ProducerRecord<byte[], byte[]> raw(
      LakeKey key, byte[] payload, String contentType, Source source) {
    return toLake(key, payload, contentType, source, false);
  }

  /** The marker that the provider deleted it. */
  public ProducerRecord<byte[], byte[]> deleted(LakeKey key, Source source) {
    return toLake(key, EMPTY, JSON, source, true);
  }

  /**
   * Something that will not get into the lake.
   *
   * @param value the bytes that are left of it
   */
  public ProducerRecord<byte[], byte[]> deadLetter(
      LakeKey key, byte[] value, Source source, Reason reason, String message) {
    ProducerRecord<byte[], byte[]> dead = to(deadLetters, key, value);
    headers(key, JSON, source, false).addTo(dead.headers());
    put(dead.headers(), DeadLetterHeaders.REASON, reason.code());
    put(dead.headers(), DeadLetterHeaders.MESSAGE, message);
    return dead;
  }

  /** Adds where in Kafka a dead letter stood. */
  public static void addPosition(Headers headers, String topic, int partition, long offset) {
    put(headers, DeadLetterHeaders.TOPIC, topic);
    put(headers, DeadLetterHeaders.PARTITION, Integer.toString(partition));
    put(headers, DeadLetterHeaders.OFFSET, Long.toString(offset));
  }

  private ProducerRecord<byte[], byte[]> toLake(
      LakeKey key, byte[] payload, String contentType, Source source, boolean deleted) {
    ProducerRecord<byte[], byte[]> made = to(lake, key, payload);
    headers(key, contentType, source, deleted).addTo(made.headers());
    return made;
  }

  private static LakeHeaders headers(
      LakeKey key, String contentType, Source source, boolean deleted) {
    return new LakeHeaders(
        key.provider(),
        key.kind(),
        contentType,
        source.receivedAt(),
        source.origin(),
        source.eventId(),
        deleted);
  }

  private ProducerRecord<byte[], byte[]> to(Topic topic, LakeKey key, byte[] value) {
    return new ProducerRecord<>(
        topic.name(), Partitions.ofAthlete(key.athlete(), partitions), key.bytes(), value);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }
}
