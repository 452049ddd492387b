package io.stridelake.streams.verification;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.checksum.RowSums;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.AthleteMapper;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Mark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads one partition of the inputs from its beginning up to a mark, and what is left of it. */
final class BatchInput {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FETCH_WAIT_MS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> config;
  private final Deserializer<CatalogueEntryValue> entries;
  private final Deserializer<AthleteValue> athletes;

  BatchInput(
      Map<String, Object> kafka,
      Deserializer<CatalogueEntryValue> entries,
      Deserializer<AthleteValue> athletes) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Beyond what is there the broker would hold back its answer, and the close.
    this.config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    this.entries = entries;
    this.athletes = athletes;
  }

  /**
   * The activities of a catalogue's partition.
   *
   * @param lakeOffset of the mark
   * @throws TimeoutException if the mark does not come
   */
  Map<ActivityKey, Activity> activities(TopicPartition partition, long lakeOffset) {
    Map<ActivityKey, Activity> activities = new HashMap<>();
    read(
        partition,
        record -> {
          ActivityKey key = CatalogueKey.parse(record.key());
          CatalogueEntry entry =
              record.value() == null
                  ? null
                  : CatalogueEntryMapper.toDomain(
                      entries.deserialize(partition.topic(), record.value()));
          if (Mark.is(key.provider(), key.kind())) {
            return entry != null && entry.raw().offset() == lakeOffset;
          }
          if (entry instanceof CatalogueEntry.Readable readable) {
            activities.put(key, readable.activity());
          } else {
            activities.remove(key);
          }
          return false;
        });
    return activities;
  }

  /**
   * The sums of a roster's partition.
   *
   * @param offset of the mark
   * @param byAthlete whether to keep a sum of each athlete
   * @throws TimeoutException if the mark does not come
   */
  RowSums roster(TopicPartition partition, long offset, boolean byAthlete) {
    Map<AthleteId, byte[]> rows = new HashMap<>();
    read(
        partition,
        record -> {
          AthleteId id = LakeKey.athleteOf(record.key());
          byte[] row = row(partition.topic(), record.value());
          if (row == null) {
            rows.remove(id);
          } else {
            rows.put(id, row);
          }
          return record.offset() >= offset;
        });
    RowSums sums = new RowSums(byAthlete);
    rows.forEach(sums::addRoster);
    return sums;
  }

  private byte @Nullable [] row(String topic, byte @Nullable [] value) {
    return value == null
        ? null
        : AthleteMapper.toDomain(athletes.deserialize(topic, value))
            .map(RosterRow::toBytes)
            .orElse(null);
  }

  /** Reads until the predicate is true of a record. */
  private void read(TopicPartition partition, Predicate<ConsumerRecord<byte[], byte[]>> isLast) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long latest = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < latest) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (isLast.test(record)) {
            return;
          }
          latest = System.nanoTime() + PATIENCE.toNanos();
        }
      }
      throw new TimeoutException("the mark in " + partition + " does not come");
    }
  }
}
