package io.stridelake.query.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeSet;
import org.reactivestreams.Publisher;

/**
 * Ready once scoring-streams was found. It stays ready while partitions move: then the answers say
 * honestly that they cannot be given, which is better than no service at all. The details say
 * whether every partition has an instance, and which instances do not answer.
 */
@Singleton
@Readiness
final class RankingsIndicator implements HealthIndicator {
  private final ClusterWatch watch;

  RankingsIndicator(ClusterWatch watch) {
    this.watch = watch;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    ClusterMap map = watch.map();
    boolean ready = map.isKnown() && map.generations().containsKey(map.active());
    return Publishers.just(
        HealthResult.builder("rankings", ready ? HealthStatus.UP : HealthStatus.DOWN)
            .details(
                Map.of(
                    "complete",
                    ready && map.isComplete(map.active()),
                    "silent",
                    new TreeSet<>(map.silent())))
            .build());
  }
}
