package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.fake.FakeInstance;
import io.stridelake.query.fake.FakeStreams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partitions that move, come back, or are claimed twice. */
class OwnershipTest {
  private static final String BOARD = "/api/v1/rankings/athletes?limit=100";
  private final FakeStreams streams = RankingPagesTest.company(FakeStreams.start(4, 2), 50);
  private final Service service =
      Service.start(streams, Map.of("query.answer.fresh", "0ms", "query.cluster.refresh", "20s"));

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldFollowAPartitionThatHasMoved() {
    String before = service.get(BOARD).text();
    streams.instances().get(0).disown(2);
    streams.instances().get(1).own(2);

    Service.Response after = service.get(BOARD);

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.text()).isEqualTo(before);
  }

  @Test
  void shouldFollowToAnInstanceItHasNeverHeardOf() {
    String before = service.get(BOARD).text();
    FakeInstance late = streams.addInstance();
    streams.instances().get(0).disown(0);
    late.own(0);

    assertThat(service.get(BOARD).text()).isEqualTo(before);
  }

  @Test
  void shouldWaitForAPartitionThatComesBackSoon() {
    String before = service.get(BOARD).text();
    streams.instances().get(0).restore(0, true);
    // The two instances are asked once each while it is away; who asks again finds it.
    AtomicInteger questions = new AtomicInteger();
    streams.before =
        () -> {
          if (questions.incrementAndGet() > 2) {
            streams.instances().get(0).restore(0, false);
          }
        };

    assertThat(service.get(BOARD).text()).isEqualTo(before);
    assertThat(questions.get()).as("asked again").isGreaterThan(2);
  }

  @Test
  void shouldSayHonestlyThatAPartitionIsRestoring() {
    service.get(BOARD);
    streams.instances().get(1).restore(1, true);

    for (String path : List.of(BOARD, "/api/v1/totals", "/api/v1/rankings/departments")) {
      Service.Response answer = service.get(path);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotNull();
      assertThat(answer.header("ETag")).isNull();
      assertThat(answer.json()).containsEntry("type", "urn:stridelake:problem:restoring");
    }
    assertThat(service.get("/health/readiness").status()).isEqualTo(200);
  }

  @Test
  void shouldNotCallAMemberUnknownThatAPartitionWithoutAnAnswerMayKnow() {
    String never = "?period=day&date=2020-01-01";
    String hike = "/api/v1/rankings/sports/members/Hike" + never;
    String curling = "/api/v1/rankings/sports/members/Curling" + never;
    AtomicInteger questions = new AtomicInteger();
    streams.before =
        () -> {
          // The board is asked for at both instances, then the names are.
          if (questions.incrementAndGet() == 3) {
            streams.instances().forEach(instance -> instance.restore(1, true));
          }
        };

    Service.Response whileRestoring = service.get(hike);

    assertThat(whileRestoring.status()).as(whileRestoring.text()).isEqualTo(503);
    streams.before = () -> {};
    streams.instances().forEach(instance -> instance.restore(1, false));
    assertThat(service.get(hike).json()).containsEntry("entry", null);
    assertThat(service.get(curling).status()).isEqualTo(404);
  }

  @Test
  void shouldListTheNamesItKnewWhileAPartitionIsRestoring() {
    String before = service.get("/api/v1/rankings").text();
    streams.instances().get(1).restore(1, true);

    assertThat(service.get("/api/v1/rankings").text()).isEqualTo(before);
  }

  @Test
  void shouldSayHonestlyThatAnInstanceIsDownAndRecover() {
    String before = service.get(BOARD).text();
    FakeInstance dead = streams.instances().get(1);
    dead.stop();
    assertThat(service.get(BOARD).status()).isEqualTo(503);

    streams.instances().get(0).own(1);
    streams.instances().get(0).own(3);

    assertThat(service.get(BOARD).text()).isEqualTo(before);
  }

  @Test
  void shouldNotCountAPartitionTwiceThatTwoInstancesClaim() {
    String before = service.get(BOARD).text();
    streams.instances().get(0).claim(List.of(0, 1, 2, 3));
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));
    assertThat(service.get(BOARD).text()).isEqualTo(before);

    streams.instances().get(0).own(1);
    streams.instances().get(0).own(3);
    assertThat(service.get(BOARD).text()).isEqualTo(before);
  }

  @Test
  void shouldSurviveARebalance() {
    String before = service.get(BOARD).text();
    streams.instances().forEach(instance -> instance.rebalancing(true));
    assertThat(service.get(BOARD).status()).isEqualTo(503);
    streams.instances().forEach(instance -> instance.rebalancing(false));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(service.get(BOARD).text()).isEqualTo(before));
  }
}
