package io.stridelake.generation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The append-only log of commands that decide which generation is served. */
public final class ControlLog {
  private static final byte[] KEY = "generations".getBytes(UTF_8);

  private final SingleLog log;
  private final ObjectMapper json;

  /** A log in its topic. */
  public ControlLog(TopicCatalogue topics, Map<String, Object> kafka, ObjectMapper json) {
    this.log = new SingleLog(topics.control(), kafka);
    this.json = json;
  }

  /** The state at the log's end. */
  public ControlState state() {
    List<ControlCommand> commands = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : log.read()) {
      commands.add(command(record));
    }
    return ControlState.of(commands);
  }

  /** Appends a command and returns the state after it, whether or not it was obeyed. */
  public ControlState append(ControlCommand command) {
    try {
      log.append(KEY, json.writeValueAsBytes(Argument.of(ControlCommand.class), command));
    } catch (IOException e) {
      throw new UncheckedIOException("a command cannot be written", e);
    }
    return state();
  }

  private ControlCommand command(ConsumerRecord<byte[], byte[]> record) {
    try {
      ControlCommand command = json.readValue(record.value(), ControlCommand.class);
      if (command == null) {
        throw new IOException("null instead of a command");
      }
      return command;
    } catch (IOException e) {
      throw new IllegalStateException(
          "control log offset %d holds a command that this version does not know"
              .formatted(record.offset()),
          e);
    }
  }
}
