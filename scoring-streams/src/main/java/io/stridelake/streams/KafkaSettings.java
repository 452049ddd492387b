package io.stridelake.streams;

import io.stridelake.avro.AvroSerdes;
import io.stridelake.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's settings of the apps, and why they are not the defaults. */
public final class KafkaSettings {
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
  private static final int LARGEST_RECORD = TopicCatalogue.MAX_RAW_BYTES + 128 * 1024;
  private static final int FETCH_BYTES = 2 * 1024 * 1024;

  /** A replay fills many; the default of 16 KiB costs the broker twice the time. */
  private static final int BATCH_BYTES = 64 * 1024;

  /**
   * So long a commit waits for a Kafka that is away. If it gave up, as it does by default after a
   * minute, Streams would delete the task's rows, and nothing could answer until Kafka is back.
   */
  private static final Duration WAIT_FOR_KAFKA = Duration.ofHours(24);

  private KafkaSettings() {}

  /** What every client needs to find Kafka. */
  public static Map<String, Object> clients(StreamsConfiguration configuration) {
    return Map.of(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        configuration.kafkaBootstrap(),
        // A broker that comes back is found soon, not after the default's full second.
        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        200L);
  }

  /** Which serdes there are, and what they need to find the registry. */
  public static Map<String, Object> serdes(StreamsConfiguration configuration) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schema.registry.url", configuration.registryUrl());
    settings.put(AvroSerdes.SERDE, configuration.avroSerde());
    return settings;
  }

  /**
   * The settings of one app.
   *
   * @param applicationId also the name of its folder below the configured state folder
   */
  public static Map<String, Object> app(
      StreamsConfiguration configuration, TopicCatalogue topics, String applicationId) {
    Map<String, Object> settings = new HashMap<>(clients(configuration));
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    settings.put(
        StreamsConfig.APPLICATION_SERVER_CONFIG, configuration.advertisedUrl().getAuthority());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, configuration.stateDir().toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // "streams" loses interactive-query metadata with more than one thread (KAFKA-20782)
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, configuration.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, configuration.standbys());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replication());
    // Changelogs and offsets are one truth: neither may survive a broker that the other does not
    topics
        .minInSyncReplicas()
        .ifPresent(
            replicas ->
                settings.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), replicas));
    settings.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, configuration.commitInterval().toMillis());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    // Scores never depend on which input is read first, so none has to wait for another
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // There is no global table; Kafka warns four times a start that the default will change
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // Kafka being away is waited for, however long it takes
    settings.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        Math.toIntExact(configuration.sessionTimeout().toMillis()));
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        Math.toIntExact(configuration.sessionTimeout().toMillis() / 4));
    // a killed instance that comes back takes its own place, without waiting for the time-out
    settings.put(
        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
        configuration.advertisedUrl().getAuthority().replaceAll("[^A-Za-z0-9._-]", "-"));
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(
            Math.max(
                TRANSACTION_TIMEOUT.toMillis(), 2 * configuration.commitInterval().toMillis())));
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG),
        WAIT_FOR_KAFKA.toMillis());
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG),
        Math.toIntExact(WAIT_FOR_KAFKA.toMillis()));
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 32L << 20);
    return settings;
  }
}
