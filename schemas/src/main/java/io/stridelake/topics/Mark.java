package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.athlete.AthleteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Marks that are written to every partition of lake and roster, so that what several derivations
 * made of everything before them can be compared. A mark is a deletion of something that never was:
 * in the lake a marker of one, which every catalogue passes on, and of which compaction keeps the
 * last; in the roster a tombstone.
 */
public final class Mark {
  private static final String PROVIDER = "stridelake";

  /** What the topics call it, as they did before this had the name that it has. */
  private static final String KIND = "barrier";

  private static final String ATHLETE = KIND + "-";

  private Mark() {}

  /** Whether a record of the lake or a catalogue is a mark. */
  public static boolean is(String provider, String kind) {
    return provider.equals(PROVIDER) && kind.equals(KIND);
  }

  /** Whether a record of the roster may be a mark; one that is none has to be applied as well. */
  public static boolean is(AthleteId athlete, boolean tombstone) {
    return tombstone && athlete.value().startsWith(ATHLETE);
  }

  /** Marks for the lake, one for each partition. */
  public static List<ProducerRecord<byte[], byte[]>> ofLake(TopicCatalogue topics, Instant now) {
    List<ProducerRecord<byte[], byte[]>> marks = new ArrayList<>();
    for (AthleteId nobody : nobodies(ATHLETE, topics.partitions())) {
      ProducerRecord<byte[], byte[]> mark =
          new ProducerRecord<>(
              topics.lake().name(),
              Partitions.ofAthlete(nobody, topics.partitions()),
              new LakeKey(nobody, PROVIDER, KIND, KIND).bytes(),
              new byte[0]);
      new LakeHeaders(PROVIDER, KIND, "application/octet-stream", now, Origin.RERUN, null, true)
          .addTo(mark.headers());
      marks.add(mark);
    }
    return marks;
  }

  /** Marks for the roster, one for each partition, of somebody whom nobody ever enrolled. */
  @SuppressWarnings("NullAway") // a null value is Kafka's tombstone
  public static List<ProducerRecord<byte[], byte[]>> ofRoster(TopicCatalogue topics) {
    List<ProducerRecord<byte[], byte[]>> marks = new ArrayList<>();
    String unheardOf = ATHLETE + UUID.randomUUID() + "-";
    for (AthleteId nobody : nobodies(unheardOf, topics.partitions())) {
      marks.add(
          new ProducerRecord<>(
              topics.roster().name(),
              Partitions.ofAthlete(nobody, topics.partitions()),
              nobody.value().getBytes(UTF_8),
              null));
    }
    return marks;
  }

  /** For each partition, in order, somebody who would belong to it. */
  private static List<AthleteId> nobodies(String name, int partitions) {
    List<AthleteId> nobodies = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      int wanted = partition;
      nobodies.add(
          IntStream.iterate(0, number -> number + 1)
              .mapToObj(number -> new AthleteId(name + number))
              .filter(one -> Partitions.ofAthlete(one, partitions) == wanted)
              .findFirst()
              .orElseThrow());
    }
    return nobodies;
  }
}
