package io.stridelake.query.cluster;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.type.Argument;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the map of the instances up to date: asks every instance that is configured or was learnt,
 * once a period and whenever a request found the map wrong.
 */
@Context
public final class ClusterWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

  private final InstanceClient client;
  private final ClusterSettings settings;
  private final Claims claims = new Claims();
  private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition refreshed = lock.newCondition();
  private final Condition wanted = lock.newCondition();
  private final Thread thread;
  private long started;
  private long finished;
  private boolean asked;
  private volatile boolean closed;
  private final AtomicReference<ClusterMap> map = new AtomicReference<>(ClusterMap.UNKNOWN);

  ClusterWatch(InstanceClient client, ClusterSettings settings) {
    this.client = client;
    this.settings = settings;
    this.thread = Thread.ofVirtual().name("cluster-watch").unstarted(this::watch);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  /** What is known now. */
  public ClusterMap map() {
    return map.get();
  }

  /**
   * Asks again at once and waits for what comes of it; requests that come together share one round.
   *
   * @param patience how long to wait at most
   */
  public ClusterMap refresh(Duration patience) {
    lock.lock();
    try {
      long round = started + 1;
      asked = true;
      wanted.signalAll();
      long left = patience.toNanos();
      while (finished < round && left > 0 && !closed) {
        left = refreshed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return map.get();
  }

  /** Takes note that an instance did not answer; the next time that it is asked decides anew. */
  public void silent(String instance) {
    map.updateAndGet(
        known -> {
          Set<String> silent = new TreeSet<>(known.silent());
          return silent.add(instance) ? known.withSilent(silent) : known;
        });
  }

  @Override
  @PreDestroy
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void watch() {
    while (!closed) {
      long round = begin();
      try {
        ask();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("Owners of the partitions cannot be worked out");
      }
      finish(round);
    }
  }

  private long begin() {
    lock.lock();
    try {
      asked = false;
      return ++started;
    } finally {
      lock.unlock();
    }
  }

  private void finish(long round) {
    lock.lock();
    try {
      finished = round;
      refreshed.signalAll();
      long left = settings.refresh().toNanos();
      while (!asked && left > 0 && !closed) {
        left = wanted.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    Map<String, CompletableFuture<ClusterInfo>> calls = new HashMap<>();
    for (String instance : addresses()) {
      calls.put(instance, client.get(instance, "/cluster", Argument.of(ClusterInfo.class)));
    }
    Map<String, ClusterInfo> answers = new HashMap<>();
    Set<String> silent = new TreeSet<>();
    calls.forEach((instance, call) -> collect(instance, call, answers, silent));
    ClusterMap former = map.get();
    ClusterMap known =
        answers.isEmpty() ? former : claims.weigh(answers, former, System.nanoTime());
    map.set(known.withSilent(silent));
    if (!answers.isEmpty()) {
      remember(known.instances());
    }
    if (!former.isKnown() && known.isKnown()) {
      log.atInfo()
          .addKeyValue("instances", known.instances())
          .addKeyValue("generation", known.active())
          .log("Scoring-streams found");
    }
  }

  private static void collect(
      String instance,
      CompletableFuture<ClusterInfo> call,
      Map<String, ClusterInfo> answers,
      Set<String> silent) {
    try {
      answers.put(instance, call.join());
    } catch (RuntimeException e) {
      log.atDebug().addKeyValue("instance", instance).setCause(e).log("Instance does not answer");
      if (e.getCause() instanceof InstanceFailedException failed
          && failed.fault() == InstanceFailedException.Fault.UNREACHABLE) {
        silent.add(instance);
      }
    }
  }

  private Set<String> addresses() {
    Set<String> addresses = new TreeSet<>(lastSeen.keySet());
    for (URI seed : settings.streams()) {
      addresses.add(withoutSlash(seed.toString()));
    }
    return addresses;
  }

  private void remember(List<String> instances) {
    long now = System.nanoTime();
    instances.forEach(instance -> lastSeen.put(instance, now));
    long forget = TimeUnit.MILLISECONDS.toNanos(settings.forgetAfter().toMillis());
    lastSeen.values().removeIf(seen -> now - seen > forget);
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
