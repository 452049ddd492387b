package io.stridelake.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterInfo.InstanceInfo;
import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final Claims claims = new Claims();

  @Test
  void shouldBelieveAnInstanceAboutItselfFirst() {
    ClusterMap map =
        weigh(
            Map.of(
                "a", info(1, Map.of("a", List.of(0), "b", List.of(1))),
                "b", info(1, Map.of("a", List.of(), "b", List.of(0, 1))),
                "c", info(1, Map.of("b", List.of(1), "a", List.of(0)))));

    assertThat(map.owners(1, 0)).containsExactly("a", "b");
    assertThat(map.owners(1, 1)).containsExactly("b");
  }

  @Test
  void shouldPreferTheMajorityThenTheNewest() {
    weigh(Map.of("a", info(1, Map.of("a", List.of(0)))));
    Map<String, ClusterInfo> contradicting =
        Map.of(
            "a", info(1, Map.of("a", List.of(0))),
            "b", info(1, Map.of("b", List.of(0), "a", List.of())));
    assertThat(claims.weigh(contradicting, ClusterMap.UNKNOWN, 2).owners(1, 0))
        .containsExactly("b", "a");

    Map<String, ClusterInfo> outvoted =
        Map.of(
            "a", info(1, Map.of("a", List.of(0), "b", List.of(), "c", List.of())),
            "b", info(1, Map.of("b", List.of(0), "a", List.of(), "c", List.of())),
            "c", info(1, Map.of("a", List.of(0), "b", List.of(), "c", List.of())));
    assertThat(claims.weigh(outvoted, ClusterMap.UNKNOWN, 3).owners(1, 0))
        .containsExactly("a", "b");
  }

  @Test
  void shouldGiveAnInstanceOneVoteWhateverItsAddresses() {
    ClusterInfo said = info(1, Map.of("a", List.of(0), "b", List.of()));
    ClusterMap map = weigh(Map.of("a", said, "alias", said));
    assertThat(map.instances()).containsExactly("a", "b");
    assertThat(map.owners(1, 0)).containsExactly("a");
  }

  @Test
  void shouldFollowWhoeverHasReadTheControlLogFarthest() {
    ClusterMap one = weigh(Map.of("a", info(1, Map.of("a", List.of(0)))));
    Map<String, ClusterInfo> ahead =
        Map.of(
            "a", info(1, Map.of("a", List.of(0), "b", List.of())),
            "b", info(2, Map.of("a", List.of(0), "b", List.of())));
    ClusterMap two = claims.weigh(ahead, one, 2);
    assertThat(two.active()).isEqualTo(2);
    assertThat(two.epoch()).isEqualTo(2);

    ClusterMap behind = claims.weigh(Map.of("a", info(1, Map.of("a", List.of(0)))), two, 3);
    assertThat(behind.active()).as("nobody goes back").isEqualTo(2);
    assertThat(behind.generation(2)).isPresent();
  }

  @Test
  void shouldForgetALockThatWasTakenBack() {
    LockInfo lock = new LockInfo("spring", "1", "one", "2026-03-01", "2026-05-31");
    ClusterMap locked = weigh(Map.of("a", locked(1, List.of(lock))));
    assertThat(locked.locks()).containsOnlyKeys("spring");

    ClusterMap silent = claims.weigh(Map.of(), locked, 2);
    assertThat(silent.locks()).as("nobody answers").containsOnlyKeys("spring");
    ClusterMap unlocked =
        claims.weigh(Map.of("a", locked(2, List.of()), "b", locked(1, List.of(lock))), silent, 3);
    assertThat(unlocked.locks()).as("the farthest one knows").isEmpty();
  }

  private static ClusterInfo locked(int epoch, List<LockInfo> locks) {
    ClusterInfo info = info(epoch, Map.of("a", List.of(0, 1)));
    return new ClusterInfo(
        info.partitions(), epoch, info.active(), info.generations(), locks, info.instances());
  }

  @Test
  void shouldNoticePartitionsWithoutOwner() {
    assertThat(weigh(Map.of("a", info(1, Map.of("a", List.of(0))))).isComplete(1)).isFalse();
    assertThat(weigh(Map.of("a", info(1, Map.of("a", List.of(0, 1))))).isComplete(1)).isTrue();
  }

  @Test
  void shouldKnowWhoKeepsCopies() {
    ClusterInfo said =
        new ClusterInfo(
            2,
            1,
            1,
            List.of(new GenerationInfo(1, "active", "one", true, 0)),
            null,
            List.of(
                new InstanceInfo("a", Map.of("1", List.of(0)), Map.of("1", List.of(1))),
                new InstanceInfo("b", Map.of("1", List.of(1)), null),
                new InstanceInfo("c", Map.of(), Map.of("1", List.of(0, 1)))));

    ClusterMap map = weigh(Map.of("a", said, "b", said));

    assertThat(map.standbys(1, 0)).containsExactly("c");
    assertThat(map.standbys(1, 1)).containsExactly("a", "c");
    assertThat(map.owners(1, 1)).containsExactly("b");
    assertThat(map.withSilent(Set.of("a")).standbys(1, 1)).containsExactly("c", "a");
    assertThat(map.standbys(2, 0)).isEmpty();
  }

  private ClusterMap weigh(Map<String, ClusterInfo> answers) {
    return claims.weigh(answers, ClusterMap.UNKNOWN, 1);
  }

  private static ClusterInfo info(int active, Map<String, List<Integer>> owned) {
    return new ClusterInfo(
        2,
        active,
        active,
        List.of(
            new GenerationInfo(1, "active", "one", true, 0),
            new GenerationInfo(2, "ready", "two", true, 0)),
        null,
        owned.entrySet().stream()
            .map(e -> new InstanceInfo(e.getKey(), Map.of("1", e.getValue()), null))
            .toList());
  }
}
