package io.stridelake.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits often while records are new, and leaves it to the long commit interval while old ones are
 * replayed: readers see what is committed only, but a commit costs a transaction. Once no more of
 * the old ones come, what there was is committed at once: somebody waits for it.
 */
public final class CommitWhileLive {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Records younger than this are news. */
  private static final Duration LIVE = Duration.ofSeconds(30);

  /** A task that gets nothing for so long has nothing left to replay. */
  private static final Duration IDLE = Duration.ofMillis(500);

  private final ProcessingContext context;
  private final LiveDelay delay;
  private boolean applied;
  private long newest;
  private long last;

  private CommitWhileLive(ProcessingContext context, LiveDelay delay) {
    this.context = context;
    this.delay = delay;
  }

  /** Begins to commit for a task. */
  public static CommitWhileLive schedule(ProcessorContext<?, ?> context) {
    return schedule(context, new LiveDelay());
  }

  /**
   * Begins to commit for a task.
   *
   * @param delay is told how old the news is that comes
   */
  public static CommitWhileLive schedule(ProcessorContext<?, ?> context, LiveDelay delay) {
    CommitWhileLive commits = new CommitWhileLive(context, delay);
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, commits::commit);
    return commits;
  }

  /** Notes that a record was applied. */
  public void applied(long timestamp) {
    applied = true;
    newest = Math.max(newest, timestamp);
    last = context.currentSystemTimeMs();
    long age = last - timestamp;
    if (age < LIVE.toMillis()) {
      delay.applied(age);
    }
  }

  private void commit(long now) {
    if (applied && (now - newest < LIVE.toMillis() || now - last >= IDLE.toMillis())) {
      context.commit();
      applied = false;
    }
  }
}
