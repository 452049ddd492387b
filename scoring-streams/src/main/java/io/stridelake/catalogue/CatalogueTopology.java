package io.stridelake.catalogue;

import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.streams.AthletePartitioner;
import io.stridelake.streams.Brake;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.TopicCatalogue;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;

/** The catalogue app as a topology; the package shows it as a picture. */
public final class CatalogueTopology {
  static final String SOURCE = "lake";
  static final String READ = "read-raw-record";
  static final String ACTIVITIES = "activities-sink";
  static final String DEAD_LETTERS = "dead-letters-sink";

  private CatalogueTopology() {}

  /**
   * Builds it.
   *
   * @param topics the installation's topics
   * @param catalogue number of the catalogue that it writes
   * @param entries the serde of catalogue entries
   * @param brake may hold the app up
   */
  public static Topology of(
      TopicCatalogue topics,
      int catalogue,
      Serde<CatalogueEntryValue> entries,
      Brake brake,
      InputLag inputs) {
    Topology topology = new Topology();
    topology.addSource(
        SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.lake().name());
    topology.addProcessor(
        READ,
        new ReadRawRecord.Supplier(ActivityReaders.standard(), topics.partitions(), brake, inputs),
        SOURCE);
    topology.addSink(
        ACTIVITIES,
        topics.activities(catalogue).name(),
        new ByteArraySerializer(),
        entries.serializer(),
        new AthletePartitioner<>(),
        READ);
    topology.addSink(
        DEAD_LETTERS,
        topics.deadLetters().name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        new AthletePartitioner<>(),
        READ);
    return topology;
  }
}
