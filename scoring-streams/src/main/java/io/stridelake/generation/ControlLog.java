package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only log of commands that decide which generation is served.
 *
 * <p>Versions of Stridelake that read the same log may know different commands. A reader passes
 * over a command that it does not know; if that expects the present epoch, it is counted like one
 * that was obeyed, so that all readers stay at the same epoch (log format 2). Instances of the
 * first format stop following instead: {@link ControlCommand.Decision#logFormat} tells which
 * commands must not be written while one of them lives.
 */
public final class ControlLog {
  /** The format of the log that this version reads. */
  public static final int FORMAT = 2;

  private static final Logger log = LoggerFactory.getLogger(ControlLog.class);

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] KEY = "generations".getBytes(UTF_8);

  private final SingleLog records;
  private final ObjectMapper json;

  /** A log in its topic, which waits a minute for Kafka. */
  public ControlLog(TopicCatalogue topics, Map<String, Object> kafka, ObjectMapper json) {
    this.records = new SingleLog(topics.control(), kafka);
    this.json = json;
  }

  /**
   * A log in its topic.
   *
   * @param patience how long Kafka may be away
   */
  public ControlLog(
      TopicCatalogue topics, Map<String, Object> kafka, ObjectMapper json, Duration patience) {
    this.records = new SingleLog(topics.control(), kafka, patience);
    this.json = json;
  }

  /**
   * What became of a command.
   *
   * @param state at the log's end, at least behind the command
   * @param obeyed whether the command changed anything
   * @param meanwhile for a decision that came too late: those that were taken after the epoch that
   *     it expected, in words, the oldest first
   */
  public record Outcome(ControlState state, boolean obeyed, List<String> meanwhile) {
    public Outcome {
      meanwhile = List.copyOf(meanwhile);
    }
  }

  /** The state at the log's end. */
  public ControlState state() {
    ControlState state = ControlState.EMPTY;
    for (ConsumerRecord<byte[], byte[]> record : records.read()) {
      state = line(record).after(state);
    }
    return state;
  }

  /**
   * Appends a command and says whether it was obeyed.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time; the command
   *     may then be in the log or not, and the state tells
   */
  public Outcome append(ControlCommand command) {
    try {
      byte[] bytes = json.writeValueAsBytes(Argument.of(ControlCommand.class), command);
      long since =
          command instanceof ControlCommand.Decision decision ? decision.expectedEpoch() : -1;
      return outcome(records.append(KEY, bytes), since);
    } catch (IOException e) {
      throw new UncheckedIOException("a command cannot be written", e);
    }
  }

  /** The state as it goes on, from the empty one. */
  public Follower follow() {
    return new Follower(records.follow());
  }

  private Outcome outcome(long offset, long since) {
    ControlState state = ControlState.EMPTY;
    boolean obeyed = false;
    List<String> meanwhile = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records.read()) {
      Line line = line(record);
      ControlState after = line.after(state);
      if (record.offset() == offset) {
        obeyed = !after.saysTheSameAs(state);
      } else if (record.offset() < offset
          && since >= 0
          && after.epoch() > Math.max(since, state.epoch())) {
        meanwhile.add(line.summary());
      }
      state = after;
    }
    return new Outcome(state, obeyed, meanwhile);
  }

  /** A line of the log. */
  private sealed interface Line {
    ControlState after(ControlState state);

    String summary();
  }

  private record Known(ControlCommand command, Instant at) implements Line {
    @Override
    public ControlState after(ControlState state) {
      return state.after(command, at);
    }

    @Override
    public String summary() {
      return command instanceof ControlCommand.Decision decision
          ? decision.summary() + " at " + at
          : command.toString();
    }
  }

  /**
   * What every command has, as far as versions agree.
   *
   * @param command its name
   * @param expectedEpoch of a decision
   */
  @Serdeable
  record Unknown(@Nullable String command, @Nullable Long expectedEpoch) {}

  private record PassedOver(long offset, Unknown command) implements Line {
    @Override
    public ControlState after(ControlState state) {
      return state.afterUnknown(command.expectedEpoch());
    }

    @Override
    public String summary() {
      return "a newer version took a decision that this one does not know ("
          + command.command()
          + ")";
    }
  }

  private Line line(ConsumerRecord<byte[], byte[]> record) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    byte[] value = record.value() == null ? NOTHING : record.value();
    try {
      ControlCommand command = json.readValue(value, ControlCommand.class);
      if (command != null) {
        return new Known(command, at);
      }
      return new PassedOver(record.offset(), new Unknown(null, null));
    } catch (IOException e) {
      return new PassedOver(record.offset(), unknown(value, e));
    }
  }

  /** What can be read of a line at all. */
  private Unknown unknown(byte[] value, IOException why) {
    try {
      Unknown read = json.readValue(value, Unknown.class);
      return read == null ? new Unknown(null, null) : read;
    } catch (IOException e) {
      why.addSuppressed(e);
      log.atDebug().setCause(why).log("A line of the control log is no command");
      return new Unknown(null, null);
    }
  }

  /** Folds the log record by record; for one thread, apart from {@link #stop}. */
  public final class Follower implements AutoCloseable {
    private final SingleLog.Tail tail;
    private ControlState state = ControlState.EMPTY;

    private Follower(SingleLog.Tail tail) {
      this.tail = tail;
    }

    /**
     * Waits for further commands, for so long at most.
     *
     * @return the state after those that came
     */
    public ControlState next(Duration patience) {
      for (ConsumerRecord<byte[], byte[]> record : tail.next(patience)) {
        Line line = line(record);
        if (line instanceof PassedOver passed) {
          log.atWarn()
              .addKeyValue("offset", passed.offset())
              .addKeyValue("command", passed.command().command())
              .log(
                  "The control log holds a line that this version does not know; it is passed over");
        }
        state = line.after(state);
      }
      return state;
    }

    /** Has {@link #next} throw a {@link org.apache.kafka.common.errors.WakeupException}. */
    public void stop() {
      tail.stop();
    }

    /** Whether the state is that of the whole log. */
    public boolean isAtEnd() {
      return tail.isAtEnd();
    }

    @Override
    public void close() {
      tail.close();
    }
  }
}
