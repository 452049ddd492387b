package io.stridelake.streams.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a list of steps for as long as the service lives. Each step compares how something should
 * be with how it is and brings them closer, so it may run any number of times and may fail: a step
 * that failed is tried again after a growing pause, and the others go on meanwhile.
 */
final class Reconciler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  /** How often everything is looked at while nothing happens. */
  private static final Duration PERIOD = Duration.ofMillis(500);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** How long the step that runs may take to end by itself, and then after it was interrupted. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Task> tasks = new ArrayList<>();
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Thread thread;
  private boolean isWoken;
  private volatile boolean closed;

  /**
   * A reconciler without steps that does not run yet.
   *
   * @param name of its thread
   */
  Reconciler(String name, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** Brings something closer to how it should be; runs again soon, whatever it did. */
  @FunctionalInterface
  interface Step {
    /**
     * Does what can be done now.
     *
     * @throws RuntimeException if that failed and is to be tried again after a pause
     */
    void run() throws InterruptedException;
  }

  /** A step and when it may run next. */
  private static final class Task {
    private final String name;
    private final Step step;
    private int failures;
    private long notBefore;
    private String lastFailure = "";

    Task(String name, Step step) {
      this.name = name;
      this.step = step;
    }
  }

  /**
   * Adds a step behind the others; not once it runs.
   *
   * @param name for the log, as in "cannot …"
   */
  Reconciler step(String name, Step step) {
    tasks.add(new Task(name, step));
    return this;
  }

  void start() {
    thread.start();
  }

  /** Has all steps run soon, those included that wait after a failure. */
  void wake() {
    lock.lock();
    try {
      isWoken = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the steps are still repeated. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Ends after the step that runs, which is interrupted if it takes long; waits for that. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        round();
        pause();
      }
    } catch (InterruptedException | InterruptException e) {
      log.atDebug().setCause(e).log("Nothing is reconciled any more");
    }
  }

  /** Runs the steps whose pause is over, in their order. */
  void round() throws InterruptedException {
    for (Task task : tasks) {
      if (!closed && (task.failures == 0 || nanoClock.getAsLong() - task.notBefore >= 0)) {
        run(task);
      }
    }
  }

  private void run(Task task) throws InterruptedException {
    try {
      task.step.run();
      if (task.failures > 0) {
        log.atInfo().addKeyValue("step", task.name).log("Step works again");
      }
      task.failures = 0;
      task.lastFailure = "";
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      failed(task, e);
    }
  }

  private void failed(Task task, RuntimeException failure) {
    task.failures++;
    long pause =
        Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(task.failures - 1, 20));
    task.notBefore = nanoClock.getAsLong() + pause;
    String what = failure.toString();
    boolean isNew = !what.equals(task.lastFailure);
    task.lastFailure = what;
    var line =
        (failure instanceof KafkaException ? log.atWarn() : log.atError())
            .addKeyValue("step", task.name)
            .addKeyValue("failures", task.failures)
            .addKeyValue("nextTryMillis", TimeUnit.NANOSECONDS.toMillis(pause));
    // Kafka being away is expected; anything else is worth its trace, once.
    if (isNew && !(failure instanceof KafkaException)) {
      line.setCause(failure).log("Step failed, trying again");
    } else if (isNew || Integer.bitCount(task.failures) == 1) {
      line.addKeyValue("reason", what).log("Step failed, trying again");
    }
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      long left = PERIOD.toNanos();
      while (!isWoken && left > 0) {
        left = woken.awaitNanos(left);
      }
      if (isWoken) {
        isWoken = false;
        tasks.forEach(task -> task.notBefore = nanoClock.getAsLong());
      }
    } finally {
      lock.unlock();
    }
  }
}
