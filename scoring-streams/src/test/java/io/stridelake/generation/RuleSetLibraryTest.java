package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.generation.RuleSetLibrary.Addition;
import io.stridelake.requirement.Lane;
import io.stridelake.testkafka.TestKafka;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Lane.BROKER)
class RuleSetLibraryTest {
  private static final TopicCatalogue TOPICS = new TopicCatalogue();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static TestKafka kafka;
  private static Map<String, Object> clients;

  @BeforeAll
  static void startKafka() {
    kafka = TestKafka.shared();
    clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      new TopicProvisioner(admin).ensure(TOPICS, List.of(TOPICS.ruleSets()));
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void shouldKeepTheBytesOfAVersion() {
    RuleSetLibrary library = library();

    assertThat(library.add(document("kept", "first"))).isEqualTo(Addition.STORED);

    assertThat(library.add(document("kept", "first"))).isEqualTo(Addition.KNOWN);
    assertThat(library.add(document("kept", "second"))).isEqualTo(Addition.TAKEN);
    assertThat(library.document("kept")).hasValue(document("kept", "first").bytes());
    assertThat(library.document("other")).isEmpty();
    assertThatThrownBy(() -> library.store(document("kept", "second")))
        .isInstanceOf(RuleSetRefusedException.class)
        .hasMessageContaining("stored already with other bytes");
  }

  @Test
  void shouldListInTheOrderOfStoring() {
    RuleSetLibrary library = library();
    library.add(document("list-2", ""));
    library.add(document("list-1", ""));
    library.add(document("list-2", "other"));

    List<RuleSetLibrary.Stored> all = library.all();

    assertThat(all)
        .extracting(RuleSetLibrary.Stored::version)
        .filteredOn(version -> version.startsWith("list-"))
        .containsExactly("list-2", "list-1");
    assertThat(all.getLast().storedAt()).isAfterOrEqualTo(all.getFirst().storedAt());
  }

  @Test
  void shouldLetOneOfManyWritersHaveTheVersion() throws Exception {
    int writers = 6;
    List<Callable<Addition>> additions = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      RuleSetDocument document = document("raced", "by " + i);
      additions.add(() -> library().add(document));
    }

    Map<Addition, Integer> outcomes = atOnce(additions);

    assertThat(outcomes).containsEntry(Addition.TAKEN, writers - 1);
    assertThat(recordsOf("raced")).hasSize(1);
  }

  @Test
  void shouldLetWritersOfDifferentVersionsAllSucceed() throws Exception {
    List<Callable<Addition>> additions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RuleSetDocument document = document("apart-" + i, "");
      additions.add(() -> library().add(document));
      additions.add(() -> library().add(document));
    }

    Map<Addition, Integer> outcomes = atOnce(additions);

    // Whose commit was answered by an error may find its own record: known, not stored.
    assertThat(outcomes).doesNotContainKey(Addition.TAKEN);
    assertThat(outcomes.getOrDefault(Addition.STORED, 0)).isLessThanOrEqualTo(4);
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(8);
    for (int i = 0; i < 4; i++) {
      assertThat(recordsOf("apart-" + i)).hasSize(1);
    }
  }

  /** What compaction would keep is what was answered, because there is nothing else. */
  @Test
  void shouldNeverHoldASecondRecordOfAVersion() {
    RuleSetLibrary library = library();
    library.add(document("single", "first"));
    library.add(document("single", "second"));
    library.add(document("single", "first"));

    assertThat(recordsOf("single")).containsExactly(text("single", "first"));
  }

  @Test
  void shouldNotWaitForKafkaForEver() {
    RuleSetLibrary library =
        new RuleSetLibrary(
            TOPICS, Map.of("bootstrap.servers", "127.0.0.1:1"), Duration.ofMillis(500));
    assertThatThrownBy(library::all).isInstanceOf(KafkaException.class);
  }

  private static Map<Addition, Integer> atOnce(List<Callable<Addition>> additions)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    Map<Addition, Integer> outcomes = new EnumMap<>(Addition.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Addition>> running = new ArrayList<>();
      for (Callable<Addition> addition : additions) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return addition.call();
                }));
      }
      start.countDown();
      for (Future<Addition> one : running) {
        outcomes.merge(one.get(), 1, Integer::sum);
      }
    }
    return outcomes;
  }

  private static List<String> recordsOf(String version) {
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : new SingleLog(TOPICS.ruleSets(), clients).read()) {
      if (new String(record.key(), UTF_8).equals(version)) {
        values.add(new String(record.value(), UTF_8));
      }
    }
    return values;
  }

  private static RuleSetLibrary library() {
    return new RuleSetLibrary(TOPICS, clients, PATIENCE);
  }

  private static RuleSetDocument document(String version, String comment) {
    return RuleSetDocument.of(text(version, comment).getBytes(UTF_8), "test");
  }

  private static String text(String version, String comment) {
    return """
        version: %s # %s
        rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
        boards: [{ id: athletes, of: athletes, metric: points }]
        """
        .formatted(version, comment);
  }
}
