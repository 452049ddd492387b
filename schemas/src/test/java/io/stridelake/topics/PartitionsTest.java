package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.AthleteId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  /** Where athletes lie must never change: their records of years would be in another partition. */
  @ParameterizedTest
  @CsvSource({"anna,12", "bert,12", "a0001,12", "x,12", "anna,1", "Z.z_-9,7"})
  void shouldSpreadAsKafkaItselfDoes(String athlete, int partitions) {
    assertThat(Partitions.ofAthlete(new AthleteId(athlete), partitions))
        .isEqualTo(BuiltInPartitioner.partitionForKey(athlete.getBytes(UTF_8), partitions));
  }

  @ParameterizedTest
  @CsvSource({"anna,7", "bert,7", "a0001,1", "x,10"})
  void shouldNeverMoveAnAthlete(String athlete, int partition) {
    assertThat(Partitions.ofAthlete(new AthleteId(athlete), 12)).isEqualTo(partition);
  }

  /** The athlete's id as it is read from the key stands against its bytes. */
  @Property
  void shouldFindTheAthleteOfAnyKey(@ForAll("keys") byte[] key, @ForAll @IntRange(min = 1) int n) {
    int expected;
    try {
      expected = Partitions.ofAthlete(LakeKey.athleteOf(key), n);
    } catch (IllegalArgumentException e) {
      expected = Partitions.ofKey(key, n);
    }

    assertThat(Partitions.ofAthleteKey(key, n)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<byte[]> keys() {
    Arbitrary<byte[]> athletes =
        Arbitraries.strings()
            .withChars("abZ09._-~%41C3BC/ü:\0")
            .ofMaxLength(70)
            .map(text -> text.getBytes(UTF_8));
    return Arbitraries.oneOf(
        athletes, Arbitraries.bytes().array(byte[].class).ofMaxSize(8), wholeKeys());
  }

  private static Arbitrary<byte[]> wholeKeys() {
    return Arbitraries.strings()
        .withChars("abZ09._-")
        .ofMinLength(1)
        .ofMaxLength(66)
        .map(text -> (text + "/strava/activity/1").getBytes(UTF_8));
  }
}
