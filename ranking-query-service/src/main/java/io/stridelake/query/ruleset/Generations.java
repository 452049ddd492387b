package io.stridelake.query.ruleset;

import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.InstanceClient;
import io.stridelake.query.partition.View;
import io.stridelake.query.problem.RestoringException;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which generation answers, and with which rules; each request asks once and keeps to it. */
@Singleton
public final class Generations {
  private static final Logger log = LoggerFactory.getLogger(Generations.class);

  /** A rule set's version is never reused, nor is a generation's id. */
  private record Known(int generation, int resets, String version) {}

  private final ClusterWatch watch;
  private final InstanceClient client;
  private final ClusterSettings settings;
  private final Map<Known, RuleSet> ruleSets = new ConcurrentHashMap<>();

  /** Of locked seasons, by version. */
  private final Map<String, RuleSet> locked = new ConcurrentHashMap<>();

  Generations(ClusterWatch watch, InstanceClient client, ClusterSettings settings) {
    this.watch = watch;
    this.client = client;
    this.settings = settings;
  }

  /**
   * The active generation.
   *
   * @throws RestoringException if no instance says which that is
   */
  public Generation active() {
    ClusterMap map = watch.map();
    if (!map.isKnown() || map.active() <= 0) {
      map = watch.refresh(settings.retryFor());
    }
    ClusterMap known = map;
    return find(known.active(), known)
        .orElseThrow(
            () ->
                new RestoringException(
                    "no instance of scoring-streams names the active generation"));
  }

  /**
   * The active generation, as a period is looked at: a locked season with the rules that scored it.
   *
   * @param period a kind of period or a season's id, or null for none
   * @throws RestoringException if no instance says which that is, or has the rules
   */
  public Generation active(@Nullable String period) {
    return in(active(), period);
  }

  /** A locked season is looked at with the rules that scored it, in whichever generation. */
  private Generation in(Generation generation, @Nullable String period) {
    LockInfo lock = period == null ? null : watch.map().locks().get(period);
    return lock == null
        ? generation
        : new Generation(generation.id(), rules(lock), new View.Lock(lock.season(), lock.lock()));
  }

  /** The seasons that are locked, in order. */
  public Collection<LockInfo> locks() {
    return watch.map().locks().values();
  }

  private RuleSet rules(LockInfo lock) {
    return locked.computeIfAbsent(
        lock.ruleSet(),
        version -> read(version, fetch("/rule-sets/" + version, version, watch.map())));
  }

  /**
   * A generation that exists, whether it is the active one or not, as a period is looked at.
   *
   * @param period a kind of period or a season's id, or null for none
   * @throws RestoringException if no instance has its rule set
   */
  public Optional<Generation> find(int id, @Nullable String period) {
    Optional<Generation> known = find(id, watch.map());
    return (known.isPresent() ? known : find(id, watch.refresh(settings.retryFor())))
        .map(generation -> in(generation, period));
  }

  private Optional<Generation> find(int id, ClusterMap map) {
    return map.generation(id)
        .map(
            known ->
                new Generation(id, ruleSet(new Known(id, known.resets(), known.ruleSet()), map)));
  }

  private RuleSet ruleSet(Known known, ClusterMap map) {
    RuleSet cached = ruleSets.get(known);
    if (cached != null) {
      return cached;
    }
    String path = "/generations/" + known.generation() + "/rule-set";
    RuleSet read = read(known.version(), fetch(path, known.version(), map));
    ruleSets.keySet().removeIf(old -> !map.generations().containsKey(old.generation()));
    ruleSets.put(known, read);
    return read;
  }

  private byte[] fetch(String path, String version, ClusterMap map) {
    for (String instance : map.instances()) {
      try {
        return client.bytes(instance, path).join();
      } catch (CompletionException e) {
        log.atDebug().addKeyValue("instance", instance).setCause(e).log("No rule set from here");
      }
    }
    throw new RestoringException("no instance has the rule set " + version);
  }

  private static RuleSet read(String version, byte[] yaml) {
    return switch (RuleSets.read(yaml)) {
      case RuleSetReading.Accepted accepted -> accepted.ruleSet();
      case RuleSetReading.Refused refused ->
          throw new IllegalStateException(
              "rule set " + version + " is not readable here: " + refused.mistakes().getFirst());
    };
  }
}
