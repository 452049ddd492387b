package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Those around each member of boards with many equals, however partitions are distributed. */
class AroundTest {
  private static final int MEMBERS = 83;

  @ParameterizedTest
  @CsvSource({"1, athletes", "1, climbers", "3, athletes", "3, climbers"})
  void shouldShowThoseAroundEachMember(int instances, String board) {
    FakeStreams streams = RankingPagesTest.company(FakeStreams.start(5, instances), MEMBERS);
    try (Service service = Service.start(streams)) {
      List<Map<String, Object>> all =
          service.get("/api/v1/rankings/" + board + "?limit=100").entries();
      assertThat(all).hasSizeGreaterThan(MEMBERS / 2);

      for (int size : List.of(1, 2, 5, 8, 100)) {
        for (int at = 0; at < all.size(); at++) {
          String address = "/api/v1/rankings/" + board + "/members/" + id(all.get(at)) + "/around";
          int from = Math.max(0, Math.min(at - (size - 1) / 2, all.size() - size));

          assertThat(service.get(address + "?size=" + size).entries())
              .as("%d around number %d", size, at)
              .isEqualTo(all.subList(from, Math.min(from + size, all.size())));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 6"})
  void shouldAskEachInstanceOnceAndAgainWhereOthersHaveTheMember(int instances, int calls) {
    FakeStreams streams = RankingPagesTest.company(FakeStreams.start(6, instances), MEMBERS);
    try (Service service = Service.start(streams)) {
      String id = id(service.get("/api/v1/rankings/athletes").entries().get(40));
      for (String address : List.of("", "/around")) {
        int before = streams.asked("standing");

        assertThat(service.get("/api/v1/rankings/athletes/members/" + id + address).status())
            .isEqualTo(200);

        assertThat(streams.asked("standing") - before).isEqualTo(calls);
      }
      assertThat(streams.asked("countAbove") + streams.asked("position")).isZero();
    }
  }

  private static String id(Map<String, Object> entry) {
    return String.valueOf(((Map<?, ?>) Objects.requireNonNull(entry.get("member"))).get("id"));
  }
}
