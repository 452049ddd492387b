package io.stridelake.streams.membership;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Whether an app of this instance may answer as the owner of its partitions: whether each of its
 * stream threads certainly is a member of the group. It makes the app's clients, to see that.
 */
public final class OwnerLease implements KafkaClientSupplier, AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Set<LeasedConsumer> consumers = ConcurrentHashMap.newKeySet();
  private final InputLag inputs;
  private final Thread sampler;
  private volatile boolean closed;

  /** A moment by {@link System#nanoTime} after which it has held. */
  private volatile long lapsedAt = System.nanoTime();

  /**
   * A lease that is not given yet.
   *
   * @param applicationId names the thread that looks after it
   * @param inputs is told how much the app has yet to fetch
   */
  public OwnerLease(String applicationId, InputLag inputs) {
    this.inputs = inputs;
    this.sampler =
        Thread.ofPlatform().daemon().name("lease of " + applicationId).unstarted(this::run);
    sampler.start();
  }

  /**
   * Whether the instance may answer as an owner now. Ask after the state was read: what was read
   * before is then known to have been an owner's.
   */
  public boolean holds() {
    long now = System.nanoTime();
    boolean holds = holdsAt(now);
    if (!holds) {
      lapsedAt = now;
    }
    return holds;
  }

  /**
   * When it was seen last that the instance had no lease, by {@link System#nanoTime}. It is looked
   * at ten times a second, and by each question.
   */
  public long lapsedAt() {
    return lapsedAt;
  }

  private boolean holdsAt(long now) {
    boolean some = false;
    for (LeasedConsumer consumer : consumers) {
      some = true;
      if (!consumer.isMember(now)) {
        return false;
      }
    }
    return some;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    LeasedConsumer consumer = new LeasedConsumer(config, inputs, consumers::remove);
    consumers.add(consumer);
    return consumer;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(sampler);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void run() {
    while (!closed) {
      // Before the samples: after a pause of the process it shows that the lease had ended.
      holds();
      consumers.forEach(LeasedConsumer::sample);
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }
}
