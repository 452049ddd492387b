package io.stridelake.query.cluster;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How scoring-streams is found and asked.
 *
 * @param streams addresses of some instances, at least one; the others are learnt from them
 * @param refresh how often the owners of the partitions are asked for, 100 ms or more
 * @param callTimeout deadline of one internal call
 * @param retryFor how long a request waits for a partition to find its new owner
 * @param forgetAfter when an instance that nobody names and that does not answer is forgotten
 */
@ConfigurationProperties("query.cluster")
public record ClusterSettings(
    List<URI> streams,
    Duration refresh,
    Duration callTimeout,
    Duration retryFor,
    Duration forgetAfter) {

  public ClusterSettings {
    streams = List.copyOf(streams);
    if (streams.isEmpty()) {
      throw new IllegalArgumentException(
          "query.cluster.streams is empty (expected addresses of scoring-streams)");
    }
    if (refresh.toMillis() < 100) {
      throw new IllegalArgumentException(
          "query.cluster.refresh " + refresh + " (expected 100 ms or more)");
    }
    if (!callTimeout.isPositive() || retryFor.isNegative()) {
      throw new IllegalArgumentException(
          "query.cluster.call-timeout "
              + callTimeout
              + ", retry-for "
              + retryFor
              + " (expected more than 0, and 0 or more)");
    }
  }
}
