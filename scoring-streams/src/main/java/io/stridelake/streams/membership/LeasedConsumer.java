package io.stridelake.streams.membership;

import io.stridelake.streams.membership.MembershipLease.Reading;
import io.stridelake.streams.membership.MembershipLease.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream thread's consumer that also tells until when it certainly is a member of its group. */
final class LeasedConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final String GROUP = "consumer-coordinator-metrics";

  private final MembershipLease lease;
  private final InputLag inputs;
  private final Consumer<LeasedConsumer> onClose;
  private final Metric heartbeats = metric("heartbeat-total");
  private final Metric slowestHeartbeat = metric("heartbeat-response-time-max");
  private final Metric joins = metric("join-total");
  private final Metric syncs = metric("sync-total");
  private final Metric slowestSync = metric("sync-time-max");
  private volatile long polled = System.nanoTime();
  private volatile long returned = polled;

  /**
   * A consumer.
   *
   * @param config must name the session time-out and the heartbeat interval
   * @param inputs is told how much is left to fetch
   * @param onClose is told when it closes
   * @throws IllegalStateException if Kafka's client has not got the metrics that tell of heartbeats
   */
  LeasedConsumer(Map<String, Object> config, InputLag inputs, Consumer<LeasedConsumer> onClose) {
    super(withShortWindows(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.lease =
        new MembershipLease(
            millis(config, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
            millis(config, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG));
    this.inputs = inputs;
    this.onClose = onClose;
  }

  /** A slow answer is forgotten soon: as long as it is not, the lease ends early. */
  private static Map<String, Object> withShortWindows(Map<String, Object> config) {
    Map<String, Object> more = new HashMap<>(config);
    more.put(
        CommonClientConfigs.METRICS_SAMPLE_WINDOW_MS_CONFIG,
        millis(config, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG).toMillis());
    return more;
  }

  private static Duration millis(Map<String, Object> config, String name) {
    return Duration.ofMillis(Long.parseLong(String.valueOf(config.get(name))));
  }

  private Metric metric(String name) {
    for (Map.Entry<MetricName, ? extends Metric> one : metrics().entrySet()) {
      if (one.getKey().group().equals(GROUP) && one.getKey().name().equals(name)) {
        return one.getValue();
      }
    }
    throw new IllegalStateException(
        "consumer metric %s of %s is missing (expected that of Kafka 4.3)".formatted(name, GROUP));
  }

  /** Looks at the metrics once more. Only one thread samples. */
  void sample() {
    double before = value(joins) + value(syncs);
    long begun = System.nanoTime();
    long wall = System.currentTimeMillis();
    double answers = value(heartbeats);
    double slowest = value(slowestHeartbeat);
    double synced = value(syncs);
    Reading reading = new Reading(answers, slowest, value(joins), synced, value(slowestSync));
    lease.observe(new Sample(begun, System.nanoTime(), wall, before, reading, polled, returned));
  }

  /** Whether it certainly is a member at a time of the monotonic clock. */
  boolean isMember(long nanos) {
    return lease.holds(nanos);
  }

  private static double value(Metric metric) {
    return ((Number) metric.metricValue()).doubleValue();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polled = System.nanoTime();
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition partition : records.partitions()) {
      currentLag(partition).ifPresent(left -> inputs.note(partition, left));
    }
    returned = System.nanoTime();
    return records;
  }

  @Override
  public void close() {
    onClose.accept(this);
    super.close();
  }

  @Override
  @Deprecated
  public void close(Duration timeout) {
    onClose.accept(this);
    super.close(timeout);
  }

  @Override
  public void close(CloseOptions options) {
    onClose.accept(this);
    super.close(options);
  }
}
