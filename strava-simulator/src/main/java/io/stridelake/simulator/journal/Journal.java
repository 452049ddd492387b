package io.stridelake.simulator.journal;

import io.micronaut.json.JsonMapper;
import io.stridelake.simulator.SimulatorConfiguration;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON lines with everything that changed since the company was generated, so that a
 * killed and restarted simulator is the same Strava: tokens are valid, activities are there, events
 * under way are delivered. Without a data folder nothing is kept.
 *
 * <p>At a start the file is rewritten to the state it adds up to. A half-written last line, left by
 * a kill, is dropped: the change it tells of was never answered.
 */
@Singleton
public class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String FILE = "simulator.jsonl";

  private final JsonMapper mapper;
  private final Recovered recovered = new Recovered();
  private final Beginning beginning;
  private final @Nullable OutputStream out;

  Journal(SimulatorConfiguration configuration, JsonMapper mapper, Clock clock) {
    this.mapper = mapper;
    Path folder = configuration.dataDir();
    try {
      if (folder != null) {
        replay(folder.resolve(FILE));
      }
      Beginning known = recovered.beginning();
      beginning = known == null ? begin(configuration, clock) : known;
      recovered.apply(JournalEntry.of(beginning));
      out = folder == null ? null : rewrite(folder.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("simulator journal in " + folder, e);
    }
  }

  public Beginning beginning() {
    return beginning;
  }

  /** The state at the start; later entries do not change it. */
  public Recovered recovered() {
    return recovered;
  }

  /** Keeps a change; when this returns it survives the end of the process. */
  public synchronized void append(JournalEntry entry) {
    if (out != null) {
      try {
        out.write(line(entry));
      } catch (IOException e) {
        throw new UncheckedIOException("simulator journal", e);
      }
    }
  }

  @PreDestroy
  synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  private static Beginning begin(SimulatorConfiguration configuration, Clock clock) {
    LocalDate end = configuration.endDate();
    return new Beginning(
        configuration.seed(),
        configuration.athletes(),
        end == null ? LocalDate.now(clock) : end,
        clock.instant());
  }

  private void replay(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      try {
        JournalEntry entry = mapper.readValue(lines.get(i), JournalEntry.class);
        if (entry == null) {
          throw new IOException("no entry");
        }
        recovered.apply(entry);
      } catch (IOException e) {
        if (i < lines.size() - 1) {
          throw new IOException("line " + (i + 1) + " of " + file + " cannot be read", e);
        }
        LOG.atWarn().addKeyValue("line", i + 1).log("Half-written journal entry dropped");
      }
    }
  }

  private OutputStream rewrite(Path file) throws IOException {
    Path next = file.resolveSibling(FILE + ".new");
    try (OutputStream snapshot = Files.newOutputStream(next)) {
      for (JournalEntry entry : recovered.snapshot()) {
        snapshot.write(line(entry));
      }
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return Files.newOutputStream(file, StandardOpenOption.APPEND);
  }

  private byte[] line(JournalEntry entry) throws IOException {
    return (mapper.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
