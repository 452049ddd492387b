package io.stridelake.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All topics of one installation.
 *
 * @param partitions of every topic that is spread; the same for all of them, at least 1; changed
 *     only by copying the lake
 * @param replication copies of every partition, at least 1
 */
public record TopicCatalogue(int partitions, short replication) {
  /** The largest raw record that the lake takes. */
  public static final int MAX_RAW_BYTES = 8 * 1024 * 1024;

  /** What key, headers and the batch around the largest raw record may add. */
  private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

  private static final int DEFAULT_PARTITIONS = 12;
  private static final String FOREVER = "-1";
  private static final String COMPACT_AND_DELETE =
      CLEANUP_POLICY_COMPACT + "," + CLEANUP_POLICY_DELETE;

  private static final Duration INBOX_RETENTION = Duration.ofDays(7);
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /** A segment closes this long after its first record, when the next record arrives. */
  private static final Duration SEGMENT = Duration.ofHours(6);

  /** A replaced value is gone this long after it was written, once its segment is closed. */
  private static final Duration COMPACTION_LAG = Duration.ofHours(24);

  /** How long a reader that starts over can still see a tombstone. */
  private static final Duration TOMBSTONES = Duration.ofDays(7);

  public TopicCatalogue {
    if (partitions < 1 || replication < 1) {
      throw new IllegalArgumentException(
          "%d partitions, %d replicas (expected 1 or more of each)"
              .formatted(partitions, replication));
    }
  }

  /** The default: 12 partitions, one copy. */
  public TopicCatalogue() {
    this(DEFAULT_PARTITIONS, (short) 1);
  }

  /** Webhook events as they were received, by account. */
  public Topic inbox() {
    return topic("stridelake.inbox", Partitioning.KEY, deleted(INBOX_RETENTION), "ingest-service");
  }

  /** What providers sent, byte for byte, for ever. */
  public Topic lake() {
    Map<String, String> settings = compacted();
    settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RAW_BYTES + RECORD_OVERHEAD_BYTES));
    settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return topic("stridelake.lake", Partitioning.ATHLETE, settings, "ingest-service");
  }

  /**
   * The lake read into one form.
   *
   * @param catalogue number of the catalogue, from 1
   */
  public Topic activities(int catalogue) {
    if (catalogue < 1) {
      throw new IllegalArgumentException("catalogue " + catalogue + " (expected 1 or more)");
    }
    return topic(
        "stridelake.activities.c" + catalogue,
        Partitioning.ATHLETE,
        compacted(),
        "scoring-streams");
  }

  /** Athletes by id. */
  public Topic roster() {
    return topic("stridelake.roster", Partitioning.ATHLETE, compacted(), "ingest-service");
  }

  /** Accounts at providers. */
  public Topic accounts() {
    return topic("stridelake.accounts", Partitioning.KEY, compacted(), "ingest-service");
  }

  /** Rule sets by version. */
  public Topic ruleSets() {
    return topic("stridelake.rule-sets", Partitioning.SINGLE, compacted(), "scoring-streams");
  }

  /** Commands, appended only and kept for ever. */
  public Topic control() {
    Map<String, String> settings = new HashMap<>();
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    settings.put(RETENTION_MS_CONFIG, FOREVER);
    return topic("stridelake.control", Partitioning.SINGLE, settings, "scoring-streams");
  }

  /** Standings of locked seasons. */
  public Topic seasonResults() {
    return topic("stridelake.season-results", Partitioning.ATHLETE, compacted(), "scoring-streams");
  }

  /** Raw records that could not be read. */
  public Topic deadLetters() {
    Map<String, String> settings = deleted(DEAD_LETTER_RETENTION);
    settings.put(CLEANUP_POLICY_CONFIG, COMPACT_AND_DELETE);
    settings.put(MAX_MESSAGE_BYTES_CONFIG, lake().settings().get(MAX_MESSAGE_BYTES_CONFIG));
    return topic("stridelake.dead-letters", Partitioning.ATHLETE, settings, "scoring-streams");
  }

  /**
   * All topics.
   *
   * @param catalogues numbers of the catalogues that there are
   */
  public List<Topic> all(Collection<Integer> catalogues) {
    return Stream.concat(
            Stream.of(
                inbox(),
                lake(),
                roster(),
                accounts(),
                ruleSets(),
                control(),
                seasonResults(),
                deadLetters()),
            catalogues.stream().map(this::activities))
        .toList();
  }

  /** How many partitions the topic has. */
  public int partitionsOf(Topic topic) {
    return switch (topic.partitioning()) {
      case ATHLETE, KEY -> partitions;
      case SINGLE -> 1;
    };
  }

  /**
   * Kafka's {@code min.insync.replicas} for each topic, those of the streams apps included, so that
   * what was acknowledged survives the loss of a broker; empty where fewer than three copies leave
   * it to the broker.
   */
  public Optional<String> minInSyncReplicas() {
    return replication >= 3 ? Optional.of("2") : Optional.empty();
  }

  private Topic topic(
      String name, Partitioning partitioning, Map<String, String> settings, String owner) {
    minInSyncReplicas().ifPresent(least -> settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, least));
    return new Topic(name, partitioning, settings, owner);
  }

  private static Map<String, String> compacted() {
    Map<String, String> settings = new HashMap<>();
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
    settings.put(RETENTION_MS_CONFIG, FOREVER);
    settings.put(SEGMENT_MS_CONFIG, millis(SEGMENT));
    settings.put(MAX_COMPACTION_LAG_MS_CONFIG, millis(COMPACTION_LAG));
    settings.put(DELETE_RETENTION_MS_CONFIG, millis(TOMBSTONES));
    settings.put(MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3");
    return settings;
  }

  private static Map<String, String> deleted(Duration retention) {
    Map<String, String> settings = new HashMap<>();
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE);
    settings.put(RETENTION_MS_CONFIG, millis(retention));
    settings.put(SEGMENT_MS_CONFIG, millis(SEGMENT));
    return settings;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
