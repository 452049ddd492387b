package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The append-only log of commands that decide which generation is served. */
public final class ControlLog {
  private static final byte[] KEY = "generations".getBytes(UTF_8);

  private final SingleLog log;
  private final ObjectMapper json;

  /** A log in its topic, which waits a minute for Kafka. */
  public ControlLog(TopicCatalogue topics, Map<String, Object> kafka, ObjectMapper json) {
    this.log = new SingleLog(topics.control(), kafka);
    this.json = json;
  }

  /**
   * A log in its topic.
   *
   * @param patience how long Kafka may be away
   */
  public ControlLog(
      TopicCatalogue topics, Map<String, Object> kafka, ObjectMapper json, Duration patience) {
    this.log = new SingleLog(topics.control(), kafka, patience);
    this.json = json;
  }

  /**
   * What became of a command.
   *
   * @param state at the log's end, at least behind the command
   * @param obeyed whether the command changed anything
   */
  public record Outcome(ControlState state, boolean obeyed) {}

  /** The state at the log's end. */
  public ControlState state() {
    return outcome(-1).state();
  }

  /**
   * Appends a command and says whether it was obeyed.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time; the command
   *     may then be in the log or not, and the state tells
   */
  public Outcome append(ControlCommand command) {
    try {
      return outcome(
          log.append(KEY, json.writeValueAsBytes(Argument.of(ControlCommand.class), command)));
    } catch (IOException e) {
      throw new UncheckedIOException("a command cannot be written", e);
    }
  }

  /** The state as it goes on, from the empty one. */
  public Follower follow() {
    return new Follower(log.follow());
  }

  private Outcome outcome(long offset) {
    ControlState state = ControlState.EMPTY;
    boolean obeyed = false;
    for (ConsumerRecord<byte[], byte[]> record : log.read()) {
      ControlState after = after(state, record);
      if (record.offset() == offset) {
        obeyed = !after.equals(state);
      }
      state = after;
    }
    return new Outcome(state, obeyed);
  }

  private ControlState after(ControlState state, ConsumerRecord<byte[], byte[]> record) {
    return state.after(command(record), Instant.ofEpochMilli(record.timestamp()));
  }

  private ControlCommand command(ConsumerRecord<byte[], byte[]> record) {
    try {
      ControlCommand command = json.readValue(record.value(), ControlCommand.class);
      if (command == null) {
        throw new IOException("null instead of a command");
      }
      return command;
    } catch (IOException e) {
      throw new UnknownCommandException(
          "control log offset %d holds a command that this version does not know"
              .formatted(record.offset()),
          e);
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
     * @throws UnknownCommandException if one of them is newer than this version
     */
    public ControlState next(Duration patience) {
      for (ConsumerRecord<byte[], byte[]> record : tail.next(patience)) {
        state = after(state, record);
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
