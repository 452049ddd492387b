package io.stridelake.streams;

import io.stridelake.streams.membership.InputLag;
import io.stridelake.streams.membership.OwnerLease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running Kafka Streams application of this instance. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final String applicationId;
  private final Brake brake;
  private final OwnerLease lease;
  private final KafkaStreams streams;
  private final ThreadFailures failures;

  /**
   * An application that is not started yet.
   *
   * @param settings those of {@link KafkaSettings#app}
   * @param brake the topology's
   */
  public StreamsApp(
      String applicationId, Topology topology, Map<String, Object> settings, Brake brake) {
    this(applicationId, topology, settings, brake, new InputLag());
  }

  /**
   * An application that is not started yet.
   *
   * @param settings those of {@link KafkaSettings#app}
   * @param brake the topology's
   * @param inputs the topology's; is told how much there is left to fetch
   */
  public StreamsApp(
      String applicationId,
      Topology topology,
      Map<String, Object> settings,
      Brake brake,
      InputLag inputs) {
    this.applicationId = applicationId;
    this.brake = brake;
    Properties properties = new Properties();
    properties.putAll(settings);
    this.lease = new OwnerLease(applicationId, inputs);
    this.streams = new KafkaStreams(topology, new StreamsConfig(properties), lease);
    this.failures = new ThreadFailures(applicationId);
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener(
        (now, before) ->
            log.atInfo()
                .addKeyValue("application", applicationId)
                .addKeyValue("state", now)
                .log("App changes state"));
  }

  /** Starts it; it goes on starting in the background. */
  public void start() {
    streams.start();
  }

  /** Holds it up between two records. */
  public Brake brake() {
    return brake;
  }

  /**
   * Why it has stopped for good because of a bug, in one line, with the record at which it happened
   * if that is known; empty while it runs.
   */
  public Optional<String> failure() {
    return hasFailed() ? Optional.of(failures.bug().orElse("no cause is known")) : Optional.empty();
  }

  /** How many of its threads have failed in outages and were replaced. */
  public long outages() {
    return failures.outages();
  }

  /** Whether this instance may answer as the owner of its partitions of the application. */
  public OwnerLease lease() {
    return lease;
  }

  /** The application's id, which is also its consumer group. */
  public String applicationId() {
    return applicationId;
  }

  /** The application itself, for queries and metadata. */
  public KafkaStreams streams() {
    return streams;
  }

  /** The instances that have partitions of it, as far as this one knows; none before it runs. */
  public Collection<StreamsMetadata> instances() {
    try {
      return streams.metadataForAllStreamsClients();
    } catch (IllegalStateException e) {
      // It is being started or closed, or has failed.
      return List.of();
    }
  }

  /** Whether it has stopped for good because of a bug. */
  public boolean hasFailed() {
    return streams.state() == KafkaStreams.State.ERROR
        || streams.state() == KafkaStreams.State.PENDING_ERROR;
  }

  /** Whether nothing of it runs any more. */
  public boolean hasEnded() {
    return streams.state().hasCompletedShutdown();
  }

  /** Whether all of its partitions here are processed, none restoring. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /**
   * Closes it for a restart of this process: it keeps its place in the group, so that its
   * partitions stay assigned to it for the session time-out. Standbys answer meanwhile.
   */
  @Override
  public void close() {
    close(GroupMembershipOperation.REMAIN_IN_GROUP);
  }

  /** Closes it for good: it leaves the group, whose other members get its partitions at once. */
  public void leave() {
    close(GroupMembershipOperation.LEAVE_GROUP);
  }

  private void close(GroupMembershipOperation membership) {
    failures.close();
    boolean closed =
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership));
    lease.close();
    if (!closed) {
      log.atWarn().addKeyValue("application", applicationId).log("App did not close in time");
    }
  }
}
