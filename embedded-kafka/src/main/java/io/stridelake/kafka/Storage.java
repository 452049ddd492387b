package io.stridelake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;

/** Makes a folder one that Kafka can start on. */
final class Storage {
  private Storage() {}

  /** Whether a node used the folder and did not end by itself. */
  static boolean wasKilled(Path data) {
    return Files.exists(data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))
        && !Files.exists(data.resolve(CleanShutdownFileHandler.CLEAN_SHUTDOWN_FILE_NAME));
  }

  /** Formats a folder that is not formatted yet, and leaves any other alone. */
  static void format(Path data) {
    if (Files.exists(data.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NodeSettings.NODE)
          .setControllerListenerName(NodeSettings.CONTROLLER)
          .setMetadataLogDirectory(data.toAbsolutePath().toString())
          .addDirectory(data.toAbsolutePath().toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka cannot use the folder " + data, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Kafka cannot format the folder " + data, e);
    }
  }
}
