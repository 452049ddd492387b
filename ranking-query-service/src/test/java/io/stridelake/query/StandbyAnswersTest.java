package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.fake.FakeInstance;
import io.stridelake.query.fake.FakeStreams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners that cannot answer while another instance keeps a copy. */
class StandbyAnswersTest {
  private static final String BOARD = "/api/v1/rankings/athletes?limit=100";
  private final FakeStreams streams = RankingPagesTest.company(FakeStreams.start(4, 2), 50);
  private final FakeInstance survivor = streams.instances().get(0);
  private final FakeInstance victim = streams.instances().get(1);
  private final Service service =
      Service.start(streams, Map.of("query.answer.fresh", "0ms", "query.cluster.refresh", "20s"));

  @BeforeEach
  void copyWhatTheVictimOwns() {
    survivor.copy(1, 0);
    survivor.copy(3, 14);
    victim.copy(0, 3);
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BOARD,
        "/api/v1/totals",
        "/api/v1/rankings/departments",
        "/api/v1/rankings/athletes?limit=5",
        "/api/v1/rankings/athletes?q=1&limit=5"
      })
  void shouldAnswerTheSameBodyFromStandbysAndSaySo(String path) {
    Service.Response before = service.get(path);
    assertThat(before.header("Stridelake-Stale")).isNull();
    victim.stop();

    Service.Response after = service.get(path);

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.text()).isEqualTo(before.text());
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    assertThat(after.header("Stridelake-Stale")).isEqualTo("partitions=2, lag=14");
    assertThat(after.header("Stridelake-Partial")).isNull();
    assertThat(after.json()).containsEntry("complete", true);
  }

  @Test
  void shouldSayOnANotModifiedThatStandbysConfirmedIt() {
    Service.Response before = service.get(BOARD);
    victim.stop();

    Service.Response after =
        service.get(BOARD, "If-None-Match", String.valueOf(before.header("ETag")));

    assertThat(after.status()).isEqualTo(304);
    assertThat(after.header("Stridelake-Stale")).isEqualTo("partitions=2, lag=14");
  }

  @Test
  void shouldAskTheStandbyOfAPartitionThatIsRestoring() {
    String before = service.get(BOARD).text();
    survivor.restore(0, true);

    Service.Response after = service.get(BOARD);

    assertThat(after.text()).isEqualTo(before);
    assertThat(after.header("Stridelake-Stale")).isEqualTo("partitions=1, lag=3");
  }

  @Test
  void shouldPreferTheOwner() {
    service.get(BOARD);

    Service.Response again = service.get(BOARD);

    assertThat(again.header("Stridelake-Stale")).isNull();
  }

  @Test
  void shouldPreferTheNewOwnerOfAPartitionThatHasMoved() {
    String before = service.get(BOARD).text();
    FakeInstance late = streams.addInstance();
    victim.disown(3);
    late.own(3);

    Service.Response after = service.get(BOARD);

    assertThat(after.text()).isEqualTo(before);
    assertThat(after.header("Stridelake-Stale")).isNull();
  }

  @Test
  void shouldNotTakeACopyThatIsTooFarBehind() {
    service.get(BOARD);
    survivor.copy(3, -1);
    victim.stop();

    Service.Response after = service.get(BOARD);

    assertThat(after.status()).isEqualTo(503);
    assertThat(after.header("Retry-After")).isNotNull();
    assertThat(after.header("Stridelake-Stale")).isNull();
  }

  @Test
  void shouldContinueACursorFromAStandbyThatHasTheSnapshot() {
    String path = "/api/v1/rankings/athletes?limit=5";
    String next = service.get(path).text("next");
    List<Map<String, Object>> second = service.get(path + "&cursor=" + next).entries();
    victim.stop();

    Service.Response after = service.get(path + "&cursor=" + next);

    assertThat(after.entries()).isEqualTo(second);
    assertThat(after.header("Stridelake-Stale")).isEqualTo("partitions=2, lag=14");
  }

  @Test
  void shouldSayThatACursorIsStaleWhenTheStandbyLacksTheSnapshot() {
    String path = "/api/v1/rankings/athletes?limit=5";
    String next = service.get(path).text("next");
    victim.stop();
    streams.people().forEach(person -> streams.remove(person.id()));
    streams.forgetPins();

    Service.Response after = service.get(path + "&cursor=" + next);

    assertThat(after.status()).isEqualTo(410);
  }

  @Test
  void shouldNotMarkAnswersAnyMoreOnceThereIsANewOwner() {
    String before = service.get(BOARD).text();
    victim.stop();
    assertThat(service.get(BOARD).header("Stridelake-Stale")).isNotNull();
    survivor.own(1);
    survivor.own(3);
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));

    Service.Response after = service.get(BOARD);

    assertThat(after.text()).isEqualTo(before);
    assertThat(after.header("Stridelake-Stale")).isNull();
  }

  @Test
  void shouldTakeAStandbyRatherThanAnOwnerWithoutALease() {
    String before = service.get(BOARD).text();
    survivor.lease(false);
    victim.copy(2, 2);
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));

    Service.Response answer = service.get(BOARD);

    assertThat(answer.text()).isEqualTo(before);
    assertThat(answer.header("Stridelake-Stale")).isEqualTo("partitions=2, lag=3");
  }

  @Test
  void shouldGiveTheLastStateWhereNobodyHasALeaseAndSaySo() {
    String before = service.get(BOARD).text();
    streams.instances().forEach(instance -> instance.lease(false));

    Service.Response answer = service.get(BOARD);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(before);
    assertThat(answer.header("Stridelake-Stale")).isEqualTo("partitions=4, lag=unknown");
    assertThat(service.get("/api/v1/totals").header("Stridelake-Stale")).contains("lag=unknown");
    assertThat(service.get("/api/v1/rankings").status()).isEqualTo(200);
  }

  @Test
  void shouldAskTheOtherClaimantWhereTheFirstHasNoLease() {
    String before = service.get(BOARD).text();
    streams.instances().get(0).lease(false);
    for (int partition : List.of(0, 2)) {
      streams.instances().get(1).own(partition);
    }
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));

    Service.Response answer = service.get(BOARD);

    assertThat(answer.text()).isEqualTo(before);
    assertThat(answer.header("Stridelake-Stale")).isNull();
  }
}
