package io.stridelake.system.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs Kafka's command line tools as their scripts do: each in a JVM of its own. */
public final class KafkaTools {
  private static final int PATIENCE_SECONDS = 90;
  private static final Map<String, String> MAIN_CLASSES =
      Map.of(
          "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
          "kafka-consumer-groups.sh", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
          "kafka-streams-application-reset.sh", "org.apache.kafka.tools.StreamsResetter",
          "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer");

  private KafkaTools() {}

  /** What a tool said, on both of its outputs, and how it ended. */
  public record Said(String line, int code, String text) {
    /** The text of a tool that ended well. */
    public String expectSuccess() {
      if (code != 0) {
        throw new AssertionError(line + " ended with " + code + ":\n" + text);
      }
      return text;
    }
  }

  /**
   * Runs a line as a shell would, without quotes, variables and patterns, which none has.
   *
   * @param line begins with a script's name
   */
  public static Said run(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    String main = MAIN_CLASSES.get(words.getFirst());
    if (main == null) {
      throw new AssertionError("no tool of Kafka's: " + line);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", StreamsProcess.classPath(), main));
    command.addAll(words.subList(1, words.size()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (InputStream output = process.getInputStream()) {
        process.getOutputStream().close();
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(line + " does not end:\n" + text);
        }
        return new Said(line, process.exitValue(), text);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
