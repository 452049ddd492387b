package io.stridelake.query.events;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.InstanceClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that something was written on any instance, by one call to each that waits there until it
 * happens. While nobody listens, nobody is asked.
 */
@Singleton
class ChangeWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChangeWatch.class);
  private static final Argument<Changes> CHANGES = Argument.of(Changes.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ClusterWatch watch;
  private final InstanceClient client;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Thread> watchers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  ChangeWatch(ClusterWatch watch, InstanceClient client) {
    this.watch = watch;
    this.client = client;
  }

  /** A count of writes, as an instance tells it. */
  @Serdeable
  record Changes(long count) {}

  /** From now on the listener is told, also when instances come or go. It must return at once. */
  void listen(Runnable listener) {
    listeners.add(listener);
    followInstances();
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** Whether anybody is asked. */
  boolean isWatching() {
    return !watchers.isEmpty();
  }

  @Override
  @PreDestroy
  public void close() {
    closed = true;
    watchers.values().forEach(Thread::interrupt);
  }

  /** One watcher for each instance that is known and has none. */
  private void followInstances() {
    for (String instance : watch.map().instances()) {
      watchers.computeIfAbsent(
          instance,
          _ -> Thread.ofVirtual().name("changes of " + instance).start(() -> follow(instance)));
    }
  }

  private void follow(String instance) {
    long seen = -1;
    try {
      while (isWanted(instance)) {
        ClusterMap map = watch.map();
        long now = count(instance, map, seen);
        if (now != seen) {
          seen = now;
          listeners.forEach(Runnable::run);
        }
        followInstances();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.remove(instance);
    }
  }

  private boolean isWanted(String instance) {
    return !closed && !listeners.isEmpty() && watch.map().instances().contains(instance);
  }

  /** The instance's count; a failure is a change too, and is not asked for again at once. */
  private long count(String instance, ClusterMap map, long seen) throws InterruptedException {
    String derivation =
        map.generation(map.active()).map(known -> "&" + known.identity().parameters()).orElse("");
    String path = "/generations/" + map.active() + "/changes?since=" + seen + derivation;
    try {
      return client.get(instance, path, CHANGES).join().count();
    } catch (CompletionException e) {
      log.atDebug().addKeyValue("instance", instance).setCause(e).log("Changes are not told");
      Thread.sleep(PAUSE);
      return -1;
    }
  }
}
