package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.athlete.AthleteId;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/** Which partition a record belongs to: Kafka's own murmur2, over the part that the topic names. */
public final class Partitions {
  private Partitions() {}

  /** The partition of all records of the athlete in a topic of that many partitions. */
  public static int ofAthlete(AthleteId athlete, int partitions) {
    return ofKey(athlete.value().getBytes(UTF_8), partitions);
  }

  /**
   * The partition of a key that begins with an athlete's id, such as those of the lake and of
   * activities; another key is hashed as a whole.
   */
  public static int ofAthleteKey(byte[] key, int partitions) {
    int end = LakeKey.athleteEnd(key);
    String athlete = new String(key, 0, end, ISO_8859_1);
    return ofKey(AthleteId.isValid(athlete) ? Arrays.copyOf(key, end) : key, partitions);
  }

  /** The partition of a key that is hashed as a whole, as Kafka's default partitioner has it. */
  public static int ofKey(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
