package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that would rather have a part than nothing. */
class PartialAnswersTest {
  private static final int PARTITIONS = 4;
  private static final int GONE = 1;
  private static final String BOARD = "/api/v1/rankings/athletes?limit=100";
  private final FakeStreams streams =
      RankingPagesTest.company(FakeStreams.start(PARTITIONS, 2), 50);
  private final Service service =
      Service.start(
          streams, Map.of("query.answer.fresh", "0ms", "query.cluster.retry-for", "200ms"));

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shouldRankWithinThePartitionsThatAnswer() {
    Service.Response whole = service.get(BOARD);
    loseAPartition();

    Service.Response part = service.get(BOARD + "&partial=true");

    assertThat(part.status()).isEqualTo(200);
    assertThat(part.json()).containsEntry("complete", false).containsEntry("next", null);
    assertThat(part.header("Stridelake-Partial")).isEqualTo("missing=1");
    assertThat(part.header("Stridelake-Stale")).isNull();
    assertThat(part.header("ETag")).isNotEqualTo(whole.header("ETag"));
    assertThat(part.text("version")).isNotEqualTo(whole.text("version"));
    List<String> expected = ids(whole).stream().filter(id -> partition(id) != GONE).toList();
    assertThat(ids(part)).isEqualTo(expected);
    assertThat(part.json()).containsEntry("total", expected.size());
    assertThat(part.entries().getFirst()).containsEntry("rank", 1).containsEntry("position", 1);
    assertThat(part.entries().getLast()).containsEntry("position", expected.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BOARD,
        "/api/v1/rankings/athletes?limit=3",
        "/api/v1/rankings/departments?limit=50",
        "/api/v1/totals?period=all"
      })
  void shouldBeTheCompleteAnswerWhenNothingIsMissing(String path) {
    Service.Response whole = service.get(path);

    Service.Response asked = service.get(path + "&partial=true");

    assertThat(asked.text()).isEqualTo(whole.text());
    assertThat(asked.header("ETag")).isEqualTo(whole.header("ETag"));
    assertThat(asked.header("Stridelake-Partial")).isNull();
  }

  @Test
  void shouldNotLeadOnFromAPart() {
    loseAPartition();

    Service.Response part = service.get("/api/v1/rankings/athletes?limit=3&partial=true");

    assertThat(part.entries()).hasSize(3);
    assertThat(part.json()).containsEntry("next", null).containsEntry("previous", null);
    assertThat(streams.pins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {BOARD, "/api/v1/rankings/departments?limit=50", "/api/v1/totals?x=y"})
  void shouldNotGiveThePartToThoseWhoDidNotAskForIt(String path) {
    loseAPartition();
    assertThat(service.get(path + "&partial=true").status()).isEqualTo(200);

    Service.Response answer = service.get(path);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotNull();
  }

  @Test
  void shouldBeCompleteAgainAtOnce() {
    Service.Response whole = service.get(BOARD + "&partial=true");
    loseAPartition();
    assertThat(service.get(BOARD + "&partial=true").json()).containsEntry("complete", false);
    streams.instances().get(1).restore(GONE, false);

    Service.Response again = service.get(BOARD + "&partial=true");

    assertThat(again.text()).isEqualTo(whole.text());
    assertThat(again.header("Stridelake-Partial")).isNull();
  }

  @Test
  void shouldHoldForWhoHasThePart() {
    loseAPartition();
    Service.Response part = service.get(BOARD + "&partial=true");

    Service.Response again =
        service.get(BOARD + "&partial=true", "If-None-Match", String.valueOf(part.header("ETag")));

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("Stridelake-Partial")).isEqualTo("missing=1");
  }

  @Test
  void shouldTotalThePartitionsThatAnswer() {
    loseAPartition();

    Service.Response part = service.get("/api/v1/totals?partial=true");

    assertThat(part.json()).containsEntry("complete", false);
    assertThat(part.header("Stridelake-Partial")).isEqualTo("missing=1");
    Set<String> active =
        streams.people().stream()
            .filter(person -> partition(person.id()) != GONE && !person.deeds().isEmpty())
            .map(Person::id)
            .collect(Collectors.toSet());
    assertThat(part.json().get("company"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("athletes", active.size());
  }

  @Test
  void shouldFindMembersOfThePartitionsThatAnswerAndOfNoOthers() {
    List<String> ids = ids(service.get(BOARD));
    String there = ids.stream().filter(id -> partition(id) != GONE).findFirst().orElseThrow();
    String gone = ids.stream().filter(id -> partition(id) == GONE).findFirst().orElseThrow();
    loseAPartition();

    for (String path : List.of("/members/%s?partial=true", "/members/%s/around?partial=true")) {
      Service.Response found = service.get("/api/v1/rankings/athletes" + path.formatted(there));
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.json()).containsEntry("complete", false);
      Service.Response missing = service.get("/api/v1/rankings/athletes" + path.formatted(gone));
      assertThat(missing.status()).isEqualTo(503);
      assertThat(missing.header("Retry-After")).isNotNull();
    }
  }

  @Test
  void shouldSayHonestlyThatNothingIsThere() {
    service.get(BOARD);
    streams.instances().get(0).restore(0, true);
    streams.instances().get(0).restore(2, true);
    streams.instances().get(1).restore(1, true);
    streams.instances().get(1).restore(3, true);

    assertThat(service.get(BOARD + "&partial=true").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "", "1"})
  void shouldRefuseWhatIsNeitherTrueNorFalse(String value) {
    for (String path : List.of(BOARD, "/api/v1/totals?x=y")) {
      Service.Response refused = service.get(path + "&partial=" + value);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json())
          .containsEntry("parameter", "partial")
          .containsEntry("allowed", "true | false");
    }
    assertThat(service.get(BOARD + "&partial=false").status()).isEqualTo(200);
  }

  private void loseAPartition() {
    streams.instances().get(1).restore(GONE, true);
  }

  private static List<String> ids(Service.Response page) {
    return page.entries().stream()
        .map(entry -> (Map<?, ?>) entry.get("member"))
        .map(member -> String.valueOf(member.get("id")))
        .toList();
  }

  private static int partition(String id) {
    return Math.floorMod(id.hashCode(), PARTITIONS);
  }
}
