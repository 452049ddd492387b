package io.stridelake.streams.generation;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.TOPICS;
import static io.stridelake.streams.TestInstallation.points;
import static io.stridelake.streams.TestInstallation.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.athlete.AthleteId;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.Source;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.requirement.Lane;
import io.stridelake.streams.TestInstallation;
import io.stridelake.streams.TestInstallation.Instance;
import io.stridelake.topics.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance of this version comes to what a version with another store format left. */
@Tag(Lane.BROKER)
class FormatUpgradeTest {
  private static final int FORMER = RankingTopology.STORE_FORMAT - 1;

  @TempDir Path folder;
  private TestInstallation installation;
  private ControlLog log;

  @BeforeEach
  void start() throws Exception {
    installation = new TestInstallation(folder);
    try (Admin admin = Admin.create(clients())) {
      new TopicProvisioner(admin).ensure(TOPICS, TOPICS.all(List.of(1)));
    }
    log = new ControlLog(TOPICS, clients(), ObjectMapper.getDefault());
    log.append(new ControlCommand.Found(0, "2026-11", FORMER));
    log.append(new ControlCommand.Completed(1, 0));
    AthleteId ann = new AthleteId("ann");
    installation.enrol(ann, "Ann", "Sales");
    installation.put(ann, 1, run(1, "2026-11-20", "5000"));
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private Map<String, Object> clients() {
    return Map.of("bootstrap.servers", installation.bootstrapServers());
  }

  @Test
  void shouldDeriveAnewBesideAndPromoteByItself() throws Exception {
    try (Instance instance = installation.start("one")) {
      assertThat(states(instance)).isEqualTo("1 previous, 2 active");
      assertThat(points(2, instance)).isEqualTo("ann 5000");
      assertThat(instance.post("/admin/generations/rollback", "").body())
          .as("this version cannot run what was before")
          .contains("store format " + FORMER);
    }
  }

  @Test
  void shouldLeaveACandidateToTheFormerVersionAsLongAsThatRuns() throws Exception {
    long epoch = log.state().epoch();
    log.append(new ControlCommand.Start(epoch, "2026-11", Source.CATALOGUE, FORMER, "former"));
    try (KafkaConsumer<byte[], byte[]> member = member("stridelake.ranking.g2");
        Instance instance = installation.startWithoutWaiting("one")) {
      await().atMost(PATIENCE).until(() -> instance.get("/admin/generations").statusCode() == 200);
      await()
          .during(Duration.ofSeconds(3))
          .atMost(PATIENCE)
          .until(
              () -> {
                member.poll(Duration.ofMillis(100));
                return states(instance).equals("1 active, 2 building");
              });
      assertThat(instance.get("/health/readiness").statusCode()).isEqualTo(503);
      assertThat(instance.get("/health/readiness").body())
          .contains("keeps rows of format " + FORMER);
      assertThat(instance.get("/health/liveness").statusCode()).isEqualTo(200);

      member.close();

      await().atMost(PATIENCE).until(() -> instance.get("/health/readiness").statusCode() == 200);
      assertThat(states(instance)).isEqualTo("1 previous, 2 abandoned, 3 active");
    }
  }

  @Test
  void shouldServeWhatItCanWhereANewerVersionTookOver() throws Exception {
    try (Instance instance = installation.start("one")) {
      long epoch = log.state().epoch();
      log.append(
          new ControlCommand.Start(
              epoch, "2026-11", Source.CATALOGUE, RankingTopology.STORE_FORMAT + 1, "newer"));
      log.append(new ControlCommand.Completed(3, 0));
      log.append(new ControlCommand.Promote(epoch + 1, 3));
      await().atMost(PATIENCE).until(() -> instance.get("/health/readiness").statusCode() == 503);
      assertThat(instance.get("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(points(2, instance)).as("the one before stays warm").isEqualTo("ann 5000");

      assertThat(instance.post("/admin/generations/rollback", "").statusCode()).isEqualTo(200);

      assertThat(states(instance)).contains("2 active").contains("3 previous");
      await().atMost(PATIENCE).until(() -> instance.get("/health/readiness").statusCode() == 200);
    }
  }

  private KafkaConsumer<byte[], byte[]> member(String group) {
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                installation.bootstrapServers(),
                "group.id",
                group,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    member.subscribe(List.of(TOPICS.roster().name()));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              member.poll(Duration.ofMillis(100));
              return !member.assignment().isEmpty();
            });
    return member;
  }

  private static String states(Instance instance) throws Exception {
    List<String> states = new ArrayList<>();
    for (JsonNode generation : instance.json("/admin/generations").get("generations")) {
      states.add(generation.get("id").asText() + " " + generation.get("state").asText());
    }
    return String.join(", ", states);
  }
}
