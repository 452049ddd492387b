package io.stridelake.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka compact the lake now, and looks into its files. */
final class Compaction {
  private final Admin admin;

  Compaction(Admin admin) {
    this.admin = admin;
  }

  /** Lets the bytes of what is appended from now on be readable in files. */
  void makeReadable() throws ExecutionException, InterruptedException {
    alter(
        new ConfigResource(ConfigResource.Type.TOPIC, Lake.TOPIC),
        Map.of("compression.type", "uncompressed"));
  }

  /** Lets segments roll at once and the cleaner take everything. */
  void makeEager() throws ExecutionException, InterruptedException {
    alter(
        new ConfigResource(ConfigResource.Type.TOPIC, Lake.TOPIC),
        Map.of(
            "segment.ms", "200",
            "min.cleanable.dirty.ratio", "0.0001",
            "max.compaction.lag.ms", "200",
            "file.delete.delay.ms", "100"));
    alter(
        new ConfigResource(ConfigResource.Type.BROKER, ""),
        Map.of("log.cleaner.backoff.ms", "300"));
  }

  /** Appends the last record of each partition once more: segments roll on append only. */
  void append(String bootstrap, Collection<ConsumerRecord<byte[], byte[]>> all)
      throws ExecutionException, InterruptedException {
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
    all.forEach(each -> last.put(each.partition(), each));
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ConsumerRecord<byte[], byte[]> each : last.values()) {
        producer
            .send(
                new ProducerRecord<>(
                    each.topic(), each.partition(), each.key(), each.value(), each.headers()))
            .get();
      }
    }
  }

  /** The files of the lake, below the broker's, that hold the text. */
  List<Path> filesWith(Path kafkaFiles, String text) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(kafkaFiles)) {
      for (Path file : all.filter(Compaction::isOfLake).toList()) {
        if (content(file).contains(text)) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      // a file went away while it was looked for: look again
      return filesWith(kafkaFiles, text);
    }
    return found;
  }

  private static boolean isOfLake(Path file) {
    return file.toString().contains("/" + Lake.TOPIC + "-") && Files.isRegularFile(file);
  }

  private static String content(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private void alter(ConfigResource resource, Map<String, String> settings)
      throws ExecutionException, InterruptedException {
    List<AlterConfigOp> changes = new ArrayList<>();
    settings.forEach(
        (name, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
  }
}
