package io.stridelake.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private final TopicCatalogue catalogue = new TopicCatalogue();

  @Test
  void shouldKeepTheLakeForEver() {
    assertThat(catalogue.lake().name()).isEqualTo("stridelake.lake");
    assertThat(catalogue.lake().settings())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("retention.ms", "-1")
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsKeys("segment.ms", "max.compaction.lag.ms");
    assertThat(Integer.parseInt(catalogue.lake().settings().getOrDefault("max.message.bytes", "0")))
        .isGreaterThan(8 * 1024 * 1024);
  }

  @Test
  void shouldNameEachTopicOnce() {
    assertThat(catalogue.all(List.of(3)))
        .extracting(Topic::name)
        .doesNotHaveDuplicates()
        .contains("stridelake.activities.c3", "stridelake.control")
        .hasSize(9);
  }

  @Test
  void shouldSpreadAthletesEqually() {
    assertThat(catalogue.partitionsOf(catalogue.lake()))
        .isEqualTo(catalogue.partitionsOf(catalogue.roster()))
        .isEqualTo(12);
    assertThat(catalogue.partitionsOf(catalogue.control())).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatWasAcknowledgedWhenABrokerIsLost() {
    TopicCatalogue replicated = new TopicCatalogue(48, (short) 3);
    assertThat(replicated.minInSyncReplicas()).contains("2");
    assertThat(replicated.all(List.of(1)))
        .allSatisfy(
            topic -> assertThat(topic.settings()).containsEntry("min.insync.replicas", "2"));
    assertThat(catalogue.minInSyncReplicas()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicCatalogue(0, (short) 1));
  }
}
