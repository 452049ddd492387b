package io.stridelake.streams;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.stridelake.topics.TopicCatalogue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How this instance runs.
 *
 * @param kafkaBootstrap where Kafka is
 * @param registryUrl where the schema registry is
 * @param avroSerde class of the serde that is used instead of ours; null or blank for ours
 * @param dataDir where state is kept; never the system's temporary folder
 * @param advertisedUrl where other instances and the query service reach this one
 * @param rulesFile a rule set to store at the start, and to activate at the very first; or null
 * @param serviceToken what callers of the internal endpoints must show
 * @param adminToken what callers of the admin endpoints must show
 * @param threads stream threads of each app, 1 to 64
 * @param standbys how many other instances keep a copy of each partition's rankings, 0 to 3
 * @param standbyLag by how many offsets of its changelog a standby may be behind to answer for an
 *     owner that cannot, 0 or more
 * @param commitInterval how often a replay commits; live records are committed sooner
 * @param sessionTimeout how long a killed instance keeps its partitions
 * @param keepPrevious how long the generation that answered before is kept up to date
 * @param zone decides what today is where a rule set has no zone
 * @param partitions of every topic that is spread; the same for all services, at least 1
 * @param replication copies of every partition, at least 1
 * @param liveDelay how late news may come while a candidate is derived; it waits beyond that
 * @param stallLimit how long locking and verifying wait while nothing moves; they wait on for as
 *     long as something does
 * @param ingestGroup the group by which ingest-service reads the inbox
 */
@ConfigurationProperties("stridelake.streams")
public record StreamsConfiguration(
    String kafkaBootstrap,
    String registryUrl,
    @Nullable String avroSerde,
    Path dataDir,
    URI advertisedUrl,
    @Nullable Path rulesFile,
    String serviceToken,
    String adminToken,
    @Bindable(defaultValue = "1") int threads,
    @Bindable(defaultValue = "0") int standbys,
    @Bindable(defaultValue = "10000") long standbyLag,
    @Bindable(defaultValue = "5s") Duration commitInterval,
    @Bindable(defaultValue = "10s") Duration sessionTimeout,
    @Bindable(defaultValue = "24h") Duration keepPrevious,
    @Bindable(defaultValue = "UTC") ZoneId zone,
    @Bindable(defaultValue = "12") int partitions,
    @Bindable(defaultValue = "1") short replication,
    @Bindable(defaultValue = "300ms") Duration liveDelay,
    @Bindable(defaultValue = "30s") Duration stallLimit,
    @Bindable(defaultValue = "stridelake.ingest") String ingestGroup) {
  private static final int MAX_THREADS = 64;
  private static final int MAX_STANDBYS = 3;

  public StreamsConfiguration {
    if (rulesFile != null && rulesFile.toString().isBlank()) {
      rulesFile = null;
    }
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads " + threads + " (expected 1 to 64)");
    }
    if (standbys < 0 || standbys > MAX_STANDBYS) {
      throw new IllegalArgumentException("standbys " + standbys + " (expected 0 to 3)");
    }
    if (standbyLag < 0) {
      throw new IllegalArgumentException("standby-lag " + standbyLag + " (expected 0 or more)");
    }
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "STRIDE_PARTITIONS %d, STRIDE_REPLICATION %d (expected 1 or more of each)"
              .formatted(partitions, replication));
    }
    if (advertisedUrl.getHost() == null || advertisedUrl.getPort() < 1) {
      throw new IllegalArgumentException(
          "advertised-url " + advertisedUrl + " (expected http://host:port)");
    }
    if (serviceToken.isBlank() || adminToken.isBlank()) {
      throw new IllegalArgumentException(
          "STRIDE_SERVICE_TOKEN and STRIDE_ADMIN_TOKEN must be set (expected secrets)");
    }
  }

  /** The installation's topics. */
  public TopicCatalogue topics() {
    return new TopicCatalogue(partitions, replication);
  }

  /** Where the apps keep their state, each in a folder that has its id for a name. */
  public Path stateDir() {
    return dataDir.resolve("state");
  }
}
