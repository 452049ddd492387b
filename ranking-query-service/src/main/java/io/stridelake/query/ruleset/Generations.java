package io.stridelake.query.ruleset;

import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterSettings;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.InstanceClient;
import io.stridelake.query.problem.RestoringException;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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
   * A generation that exists, whether it is the active one or not.
   *
   * @throws RestoringException if no instance has its rule set
   */
  public Optional<Generation> find(int id) {
    Optional<Generation> known = find(id, watch.map());
    return known.isPresent() ? known : find(id, watch.refresh(settings.retryFor()));
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
    RuleSet read = read(known, fetch(known, map));
    ruleSets.keySet().removeIf(old -> !map.generations().containsKey(old.generation()));
    ruleSets.put(known, read);
    return read;
  }

  private byte[] fetch(Known known, ClusterMap map) {
    String path = "/generations/" + known.generation() + "/rule-set";
    for (String instance : map.instances()) {
      try {
        return client.bytes(instance, path).join();
      } catch (CompletionException e) {
        log.atDebug().addKeyValue("instance", instance).setCause(e).log("No rule set from here");
      }
    }
    throw new RestoringException("no instance has the rule set " + known.version());
  }

  private static RuleSet read(Known known, byte[] yaml) {
    return switch (RuleSets.read(yaml)) {
      case RuleSetReading.Accepted accepted -> accepted.ruleSet();
      case RuleSetReading.Refused refused ->
          throw new IllegalStateException(
              "rule set "
                  + known.version()
                  + " is not readable here: "
                  + refused.mistakes().getFirst());
    };
  }
}
