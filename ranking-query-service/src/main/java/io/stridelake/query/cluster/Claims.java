package io.stridelake.query.cluster;

import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterInfo.InstanceInfo;
import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import io.stridelake.query.cluster.ClusterMap.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes one map out of what the instances say, who may disagree while partitions move. What an
 * instance says of itself counts first, then how many say it, then whose claim is the newest.
 */
final class Claims {
  /** What an instance may be to a partition. */
  private enum Role {
    OWNER,
    STANDBY
  }

  /** One instance's claim to one partition. */
  private record Claim(Role role, Slot slot, String url) {}

  private static final class Support {
    boolean own;
    int votes;
  }

  private final Map<Claim, Long> since = new HashMap<>();

  /**
   * Weighs the answers against each other.
   *
   * @param answers by the address that gave them
   * @param former the map before this one, behind whose epoch nobody goes back
   * @param now any clock that only goes forward
   */
  ClusterMap weigh(Map<String, ClusterInfo> answers, ClusterMap former, long now) {
    Map<String, ClusterInfo> voters = voters(answers);
    Map<Claim, Support> supports = supports(voters);
    since.keySet().retainAll(supports.keySet());
    supports.keySet().forEach(claim -> since.putIfAbsent(claim, now));
    ClusterInfo farthest = farthest(voters, former);
    Map<Integer, GenerationInfo> generations = new TreeMap<>(former.generations());
    if (farthest != null) {
      generations.clear();
      farthest.generations().forEach(generation -> generations.put(generation.id(), generation));
    }
    SortedMap<String, LockInfo> locks = new TreeMap<>(former.locks());
    if (farthest != null && farthest.locks() != null) {
      // A lock can be taken back: what the farthest one does not name is locked no longer.
      locks.clear();
      farthest.locks().forEach(lock -> locks.put(lock.season(), lock));
    }
    Set<String> instances = new TreeSet<>();
    for (ClusterInfo info : voters.values()) {
      info.instances().forEach(instance -> instances.add(instance.url()));
    }
    return new ClusterMap(
        partitions(voters, former),
        farthest == null ? former.epoch() : farthest.epoch(),
        farthest == null ? former.active() : farthest.active(),
        generations,
        locks,
        claimants(supports, Role.OWNER),
        claimants(supports, Role.STANDBY),
        List.copyOf(instances),
        Set.of());
  }

  /** An instance has one vote, also when it answers under another address too. */
  private static Map<String, ClusterInfo> voters(Map<String, ClusterInfo> answers) {
    Set<String> named = new TreeSet<>();
    answers.values().forEach(info -> info.instances().forEach(i -> named.add(i.url())));
    Map<String, ClusterInfo> voters = new TreeMap<>(answers);
    voters.keySet().retainAll(named);
    return voters.isEmpty() ? new TreeMap<>(answers) : voters;
  }

  private static Map<Claim, Support> supports(Map<String, ClusterInfo> voters) {
    Map<Claim, Support> supports = new HashMap<>();
    voters.forEach(
        (voter, info) -> {
          for (InstanceInfo instance : info.instances()) {
            for (Claim claim : claims(instance)) {
              Support support = supports.computeIfAbsent(claim, _ -> new Support());
              support.votes++;
              support.own |= voter.equals(instance.url());
            }
          }
        });
    return supports;
  }

  private static Set<Claim> claims(InstanceInfo instance) {
    Set<Claim> claims = new HashSet<>();
    claim(Role.OWNER, instance.url(), instance.partitions(), claims);
    claim(Role.STANDBY, instance.url(), instance.copies(), claims);
    return claims;
  }

  private static void claim(
      Role role, String url, Map<String, List<Integer>> slots, Set<Claim> claims) {
    slots.forEach(
        (generation, partitions) ->
            partitions.forEach(
                partition ->
                    claims.add(
                        new Claim(role, new Slot(Integer.parseInt(generation), partition), url))));
  }

  private Map<Slot, List<String>> claimants(Map<Claim, Support> supports, Role role) {
    Comparator<Map.Entry<Claim, Support>> likeliest =
        Comparator.<Map.Entry<Claim, Support>, Boolean>comparing(e -> !e.getValue().own)
            .thenComparing(e -> -e.getValue().votes)
            .thenComparing(e -> -since.getOrDefault(e.getKey(), 0L))
            .thenComparing(e -> e.getKey().url());
    Map<Slot, List<String>> claimants = new HashMap<>();
    supports.entrySet().stream()
        .filter(entry -> entry.getKey().role() == role)
        .sorted(likeliest)
        .map(Map.Entry::getKey)
        .forEach(
            claim ->
                claimants.computeIfAbsent(claim.slot(), _ -> new ArrayList<>()).add(claim.url()));
    return claimants;
  }

  private static int partitions(Map<String, ClusterInfo> voters, ClusterMap former) {
    return voters.values().stream()
        .mapToInt(ClusterInfo::partitions)
        .max()
        .orElse(former.partitions());
  }

  /** Whoever has read the control log farthest knows best, if that is not behind what is known. */
  private static @Nullable ClusterInfo farthest(
      Map<String, ClusterInfo> voters, ClusterMap former) {
    return voters.values().stream()
        .filter(info -> info.epoch() >= former.epoch())
        .max(Comparator.comparingLong(ClusterInfo::epoch))
        .orElse(null);
  }
}
