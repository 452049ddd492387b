package io.stridelake.benchmarks.company;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers for what must be there before a benchmark begins. */
public final class BulkProducer {
  private BulkProducer() {}

  /** One that writes as much at once as it can. */
  public static KafkaProducer<byte[], byte[]> of(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "compression.type",
            "lz4",
            "linger.ms",
            20,
            "batch.size",
            256 * 1024,
            "buffer.memory",
            128L << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
