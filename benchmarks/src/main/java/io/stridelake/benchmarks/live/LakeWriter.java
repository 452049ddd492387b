package io.stridelake.benchmarks.live;

import io.stridelake.athlete.AthleteId;
import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.load.Pace;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes new activities into the lake at a steady rate, athlete after athlete. */
final class LakeWriter implements AutoCloseable {
  /** Ids behind all of the history. */
  private static final long FIRST_ID = 1_000_000_000_000L;

  private final TopicCatalogue topics = new TopicCatalogue();
  private final SplittableRandom random = new SplittableRandom(20_261_122);
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final int perSecond;
  private final int tracked;
  private final Sightings sightings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to write.
   *
   * @param tracked athletes 0 to this one get activities
   */
  LakeWriter(String bootstrap, int perSecond, int tracked, Sightings sightings) {
    this.perSecond = perSecond;
    this.tracked = tracked;
    this.sightings = sightings;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "compression.type", "lz4", "linger.ms", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.thread = Thread.ofPlatform().name("lake-writer").daemon().start(this::run);
  }

  /** Ends; all that was sent is in the lake then. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the lake does not take payloads", failed);
    }
  }

  private void run() {
    Pace pace = Pace.of(perSecond);
    for (long number = 0; !closed; number++) {
      write(number, pace.await(number));
    }
  }

  private void write(long number, long scheduled) {
    int athlete = (int) (number % tracked);
    AthleteId id = Company.id(athlete);
    long activity = FIRST_ID + number;
    ProducerRecord<byte[], byte[]> raw =
        new ProducerRecord<>(
            topics.lake().name(),
            Partitions.ofAthlete(id, topics.partitions()),
            new LakeKey(id, "strava", "activity", Long.toString(activity)).bytes(),
            Payload.of(activity, today, random));
    new LakeHeaders(
            "strava", "activity", "application/json", Instant.now(), Origin.WEBHOOK, null, false)
        .addTo(raw.headers());
    sightings.written(athlete, scheduled);
    producer.send(
        raw,
        (metadata, failed) -> {
          if (failed != null) {
            failure.compareAndSet(null, failed);
          }
        });
  }
}
