package io.stridelake.ingest.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.stridelake.topics.TopicCatalogue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka and the schema registry are.
 *
 * @param bootstrap addresses of brokers
 * @param registryUrl address of the schema registry
 * @param avroSerde class of the serde that is used instead of ours; null or blank for ours
 * @param partitions of every topic that is spread
 * @param replication copies of every partition
 * @param group name of the fetch workers' consumer group
 * @param client further settings of every Kafka client, such as {@code security.protocol}
 * @param registry further settings of the Avro serde, such as {@code basic.auth.user.info}
 */
@ConfigurationProperties("stridelake.ingest.kafka")
public record KafkaConfig(
    @Bindable(defaultValue = "127.0.0.1:9092") String bootstrap,
    @Bindable(defaultValue = "http://127.0.0.1:8085") String registryUrl,
    @Nullable String avroSerde,
    @Bindable(defaultValue = "12") int partitions,
    @Bindable(defaultValue = "1") short replication,
    @Bindable(defaultValue = "stridelake.ingest") String group,
    @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, Object> client,
    @Nullable @MapFormat(transformation = MapFormat.MapTransformation.FLAT)
        Map<String, Object> registry) {
  public KafkaConfig {
    client = client == null ? Map.of() : Map.copyOf(client);
    registry = registry == null ? Map.of() : Map.copyOf(registry);
  }

  /** The topics. */
  public TopicCatalogue topics() {
    return new TopicCatalogue(partitions, replication);
  }
}
