package io.stridelake.streams;

import io.stridelake.streams.membership.InputLag;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits often while records are new, and leaves it to the long commit interval while old ones are
 * replayed: readers see what is committed only, but a commit costs a transaction. Once no more of
 * the old ones come, what there was is committed at once: somebody waits for it.
 *
 * <p>Records are new once few are left behind them. Clocks do not decide it: the broker's may be
 * hours away from this machine's.
 */
public final class CommitWhileLive {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Records that are late by less than this are news, also where many are left behind them. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  private final ProcessingContext context;
  private final LiveDelay delay;
  private final InputLag inputs;
  private final RecordAge age;
  private boolean applied;
  private boolean live;

  private CommitWhileLive(
      ProcessingContext context, LiveDelay delay, InputLag inputs, LongSupplier nanoClock) {
    this.context = context;
    this.delay = delay;
    this.inputs = inputs;
    this.age = new RecordAge(nanoClock);
  }

  /**
   * Begins to commit for a task.
   *
   * @param inputs knows how many records are left
   */
  public static CommitWhileLive schedule(ProcessorContext<?, ?> context, InputLag inputs) {
    return schedule(context, new LiveDelay(), inputs);
  }

  /**
   * Begins to commit for a task.
   *
   * @param delay is told by how much the news is late that comes
   * @param inputs knows how many records are left
   */
  public static CommitWhileLive schedule(
      ProcessorContext<?, ?> context, LiveDelay delay, InputLag inputs) {
    return schedule(context, delay, inputs, System::nanoTime);
  }

  static CommitWhileLive schedule(
      ProcessorContext<?, ?> context, LiveDelay delay, InputLag inputs, LongSupplier nanoClock) {
    CommitWhileLive commits = new CommitWhileLive(context, delay, inputs, nanoClock);
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, _ -> commits.commit());
    return commits;
  }

  /** Notes that a record was applied. */
  public void applied(long timestamp) {
    boolean nearEnd =
        context
            .recordMetadata()
            .map(record -> new TopicPartition(record.topic(), record.partition()))
            .map(inputs::isNearEnd)
            .orElse(false);
    OptionalLong late = age.read(timestamp, nearEnd);
    applied = true;
    live = late.isPresent() && (nearEnd || late.getAsLong() < LIVE.toMillis());
    if (live) {
      delay.applied(late.getAsLong());
    }
  }

  private void commit() {
    if (applied && (live || age.isQuiet())) {
      context.commit();
      applied = false;
    }
  }
}
