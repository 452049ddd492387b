package io.stridelake.query.ruleset;

import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.GenerationIdentity;
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

  private final ClusterWatch watch;
  private final InstanceClient client;
  private final ClusterSettings settings;
  private final Map<GenerationIdentity, RuleSet> ruleSets = new ConcurrentHashMap<>();

  /** Of locked seasons, by version, which is never reused. */
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

  /**
   * A generation as a period is looked at: a locked season with the rules that scored it, whichever
   * generation it is.
   *
   * @param period a kind of period or a season's id, or null for none
   * @throws RestoringException if no instance has the rules
   */
  public Generation in(Generation generation, @Nullable String period) {
    LockInfo lock = period == null ? null : watch.map().locks().get(period);
    return lock == null
        ? generation
        : new Generation(
            generation.identity(), rules(lock), new View.Lock(lock.season(), lock.lock()));
  }

  /** The seasons that are locked, in order. */
  public Collection<LockInfo> locks() {
    return watch.map().locks().values();
  }

  private RuleSet rules(LockInfo lock) {
    return locked.computeIfAbsent(
        lock.ruleSet(), version -> fetch("/rule-sets/" + version, version, watch.map()));
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
        .map(GenerationInfo::identity)
        .map(identity -> new Generation(identity, ruleSet(identity, map)));
  }

  private RuleSet ruleSet(GenerationIdentity identity, ClusterMap map) {
    RuleSet cached = ruleSets.get(identity);
    if (cached != null) {
      return cached;
    }
    String path = "/generations/" + identity.id() + "/rule-set?" + identity.parameters();
    RuleSet read = fetch(path, identity.ruleSet(), map);
    ruleSets.keySet().removeIf(old -> !map.generations().containsKey(old.id()));
    ruleSets.put(identity, read);
    return read;
  }

  /** An instance that is ahead of the map, or behind it, may answer with another rule set. */
  private RuleSet fetch(String path, String version, ClusterMap map) {
    for (String instance : map.instances()) {
      try {
        RuleSet read = read(version, client.bytes(instance, path).join());
        if (read.version().equals(version)) {
          return read;
        }
        log.atDebug()
            .addKeyValue("instance", instance)
            .addKeyValue("ruleSet", read.version())
            .log("Another rule set from here");
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
