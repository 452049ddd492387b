package io.stridelake.confluent;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.apache.kafka.common.serialization.Serdes;

/** Confluent's serializer and deserializer as one serde, for {@code STRIDE_AVRO_SERDE}. */
public final class ConfluentSerde extends Serdes.WrapperSerde<Object> {
  /** Made by name. */
  public ConfluentSerde() {
    super(new KafkaAvroSerializer(), new KafkaAvroDeserializer());
  }
}
