package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.AthleteId;
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
}
