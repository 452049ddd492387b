package io.stridelake.query.cluster;

import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterInfo.InstanceInfo;
import io.stridelake.query.cluster.ClusterMap.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes one map out of what the instances say, who may disagree while partitions move. What an
 * instance says of itself counts first, then how many say it, then whose claim is the newest.
 */
final class Claims {
  /** One instance's claim to one partition. */
  private record Claim(Slot slot, String url) {}

  private static final class Support {
    boolean own;
    int votes;
  }

  private final Map<Claim, Long> since = new HashMap<>();

  /**
   * Weighs the answers against each other.
   *
   * @param answers by the address that gave them
   * @param former the map before this one, which decides ties about the active generation
   * @param now any clock that only goes forward
   */
  ClusterMap weigh(Map<String, ClusterInfo> answers, ClusterMap former, long now) {
    Map<String, ClusterInfo> voters = voters(answers);
    Map<Claim, Support> supports = supports(voters);
    since.keySet().retainAll(supports.keySet());
    supports.keySet().forEach(claim -> since.putIfAbsent(claim, now));
    Map<Integer, String> ruleSets = new TreeMap<>();
    Set<String> instances = new TreeSet<>();
    for (ClusterInfo info : voters.values()) {
      for (GenerationInfo generation : info.generations()) {
        ruleSets.put(generation.id(), generation.ruleSet());
      }
      info.instances().forEach(instance -> instances.add(instance.url()));
    }
    return new ClusterMap(
        partitions(voters, former),
        active(voters, former),
        ruleSets,
        owners(supports),
        List.copyOf(instances));
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
            for (Slot slot : slots(instance)) {
              Support support =
                  supports.computeIfAbsent(new Claim(slot, instance.url()), claim -> new Support());
              support.votes++;
              support.own |= voter.equals(instance.url());
            }
          }
        });
    return supports;
  }

  private static Set<Slot> slots(InstanceInfo instance) {
    Set<Slot> slots = new java.util.HashSet<>();
    instance
        .partitions()
        .forEach(
            (generation, partitions) ->
                partitions.forEach(
                    partition -> slots.add(new Slot(Integer.parseInt(generation), partition))));
    return slots;
  }

  private Map<Slot, List<String>> owners(Map<Claim, Support> supports) {
    Comparator<Map.Entry<Claim, Support>> likeliest =
        Comparator.<Map.Entry<Claim, Support>, Boolean>comparing(e -> !e.getValue().own)
            .thenComparing(e -> -e.getValue().votes)
            .thenComparing(e -> -since.getOrDefault(e.getKey(), 0L))
            .thenComparing(e -> e.getKey().url());
    Map<Slot, List<String>> owners = new HashMap<>();
    supports.entrySet().stream()
        .sorted(likeliest)
        .map(Map.Entry::getKey)
        .forEach(
            claim ->
                owners.computeIfAbsent(claim.slot(), slot -> new ArrayList<>()).add(claim.url()));
    return owners;
  }

  private static int partitions(Map<String, ClusterInfo> voters, ClusterMap former) {
    return voters.values().stream()
        .mapToInt(ClusterInfo::partitions)
        .max()
        .orElse(former.partitions());
  }

  private static int active(Map<String, ClusterInfo> voters, ClusterMap former) {
    Map<Integer, Integer> votes = new TreeMap<>();
    voters.values().forEach(info -> votes.merge(info.active(), 1, Integer::sum));
    return votes.entrySet().stream()
        .max(
            Comparator.<Map.Entry<Integer, Integer>>comparingInt(Map.Entry::getValue)
                .thenComparing(vote -> vote.getKey() == former.active()))
        .map(Map.Entry::getKey)
        .orElse(former.active());
  }
}
