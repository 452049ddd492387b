package io.stridelake.streams.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.streams.KafkaPositions.Position;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final Behind.Gaps NO_GAPS = (partition, from, to) -> false;

  private final Completeness completeness = new Completeness("stridelake.ranking.g1", 2);
  private final Map<TopicPartition, Position> lake = new HashMap<>();
  private final Map<TopicPartition, Position> inputs = new HashMap<>();

  @Test
  void shouldNotBeCompleteBeforeTheFirstLook() {
    assertThat(completeness.isComplete()).isFalse();
    assertThat(completeness.isComplete(0)).isFalse();
    assertThat(completeness.isComplete(7)).isFalse();
  }

  @Test
  void shouldBeCompleteAtOnceWhereNothingIsLeftToRead() {
    lake(0, 40, 40);
    activities(0, 30, 30);
    roster(0, 5, 5);
    lake(1, 0, 0);
    activities(1, 0, 0);
    roster(1, 0, 0);

    look();

    assertThat(completeness.isComplete()).isTrue();
  }

  @Test
  void shouldAnswerPartitionByPartition() {
    lake(0, 40, 40);
    activities(0, 30, 30);
    lake(1, 40, 40);
    activities(1, 10, 30);

    look();

    assertThat(completeness.isComplete(0)).isTrue();
    assertThat(completeness.isComplete(1)).isFalse();
    assertThat(completeness.isComplete()).isFalse();
  }

  @Test
  void shouldWaitForTheEndsOfTheFirstLookOnly() {
    lake(0, 40, 40);
    activities(0, 10, 30);
    look();

    lake(0, 90, 90);
    activities(0, 29, 60);
    look();
    assertThat(completeness.isComplete(0)).isFalse();

    activities(0, 30, 90);
    look();
    assertThat(completeness.isComplete(0)).isTrue();
  }

  @Test
  void shouldWaitForWhatTheCatalogueHasYetToWrite() {
    lake(0, 10, 40);
    activities(0, 10, 10);
    look();
    assertThat(completeness.isComplete(0)).as("30 records are not in the catalogue").isFalse();

    lake(0, 40, 45);
    activities(0, 12, 38);
    look();
    assertThat(completeness.isComplete(0)).as("they are, but not in the rankings").isFalse();

    activities(0, 38, 43);
    look();
    assertThat(completeness.isComplete(0)).isTrue();
  }

  @Test
  void shouldForgetThatItWasCompleteWhenOffsetsAreSetBack() {
    lake(0, 40, 40);
    activities(0, 30, 30);
    look();
    assertThat(completeness.isComplete(0)).isTrue();

    activities(0, 0, 30);
    look();
    assertThat(completeness.isComplete(0)).isFalse();

    activities(0, 29, 31);
    look();
    assertThat(completeness.isComplete(0)).isFalse();
    activities(0, 30, 31);
    look();
    assertThat(completeness.isComplete(0)).isTrue();
  }

  @Test
  void shouldForgetItAlsoWhenTheCatalogueReadsTheLakeAgain() {
    lake(0, 40, 40);
    activities(0, 30, 30);
    look();

    lake(0, 0, 40);
    look();
    assertThat(completeness.isComplete(0)).isFalse();

    lake(0, 40, 40);
    activities(0, 30, 60);
    look();
    assertThat(completeness.isComplete(0)).as("what was read again is not applied").isFalse();
    activities(0, 60, 60);
    look();
    assertThat(completeness.isComplete(0)).isTrue();
  }

  @Test
  void shouldNotMistakeMarkersForRecords() {
    lake(0, 39, 40);
    activities(0, 28, 30);

    completeness.look(1, lake, inputs, (partition, from, to) -> true);

    assertThat(completeness.isComplete(0)).isTrue();
  }

  private void look() {
    completeness.look(1, lake, inputs, NO_GAPS);
  }

  private void lake(int partition, long applied, long end) {
    lake.put(new TopicPartition("lake", partition), new Position(0, applied, end));
  }

  private void activities(int partition, long applied, long end) {
    inputs.put(new TopicPartition("activities", partition), new Position(0, applied, end));
  }

  private void roster(int partition, long applied, long end) {
    inputs.put(new TopicPartition("roster", partition), new Position(0, applied, end));
  }
}
