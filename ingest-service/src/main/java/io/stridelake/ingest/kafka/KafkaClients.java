package io.stridelake.ingest.kafka;

import io.stridelake.avro.AvroSerdes;
import io.stridelake.topics.TopicCatalogue;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/** Makes clients of Kafka; who asks closes them. */
@Singleton
public final class KafkaClients {
  private static final String REGISTRY_URL = "schema.registry.url";

  /** What key, headers and the request around the largest raw record may add. */
  private static final int REQUEST_OVERHEAD_BYTES = 256 * 1024;

  private final KafkaConfig config;

  /** Makes clients for the configured cluster. */
  public KafkaClients(KafkaConfig config) {
    this.config = config;
  }

  /** The topics of the installation. */
  public TopicCatalogue topics() {
    return config.topics();
  }

  /** An admin client that gives up after the time. */
  public Admin admin(int timeoutMillis) {
    Map<String, Object> properties = common("stridelake-ingest-admin");
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
    return Admin.create(properties);
  }

  /** A consumer of bytes that sees only what is committed and commits nothing by itself. */
  public Consumer<byte[], byte[]> consumer(String clientId, Map<String, ?> settings) {
    Map<String, Object> properties = common(clientId);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.putAll(settings);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer of bytes: idempotent, acknowledged by all replicas, lz4. */
  public Producer<byte[], byte[]> producer(String clientId, Map<String, ?> settings) {
    Map<String, Object> properties = common(clientId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        TopicCatalogue.MAX_RAW_BYTES + REQUEST_OVERHEAD_BYTES);
    properties.putAll(settings);
    Properties all = new Properties();
    all.putAll(properties);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The serde for values of the type. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    Map<String, Object> settings = new HashMap<>(config.registry());
    settings.put(REGISTRY_URL, config.registryUrl());
    settings.put(AvroSerdes.SERDE, config.avroSerde());
    return AvroSerdes.valueSerde(type, settings);
  }

  /** The consumer group of the fetch workers. */
  public String group() {
    return config.group();
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    properties.putAll(config.client());
    return properties;
  }
}
