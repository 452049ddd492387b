package io.stridelake.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that everything is kept in: {@code stridelake.json} says its format and what it is
 * for.
 */
final class DataFolder {
  static final String LOCK = "lock";

  private static final String DESCRIPTION = "stridelake.json";
  private static final int FORMAT = 1;
  private static final long LEAST_FREE_BYTES = 256L << 20;
  private static final long FULL_BELOW_BYTES = 16L << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  private DataFolder(Path path) {
    this.path = path;
  }

  /**
   * Uses a folder, which is created when missing.
   *
   * @throws EnvironmentFault if it cannot be used or is another's
   */
  static DataFolder use(Path path, Mode mode) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      create(folder);
      requireSpace(folder);
      requireOwn(folder, mode);
    } catch (FileAlreadyExistsException e) {
      throw new EnvironmentFault(folder + " is not a folder: choose another with --data", e);
    } catch (IOException e) {
      throw EnvironmentFault.in(e)
          .orElseGet(
              () -> new EnvironmentFault("the data folder " + folder + " cannot be used: " + e, e));
    }
    return new DataFolder(folder);
  }

  Path path() {
    return path;
  }

  /** Whether next to nothing can be written any more. */
  boolean isFull() {
    try {
      return Files.getFileStore(path).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** The broker's files hold everybody's activities and are readable for all: the folder is not. */
  private static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectories(folder, OwnerFile.ownerOnlyFolder());
    }
  }

  private static void requireSpace(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    if (store.getUsableSpace() < LEAST_FREE_BYTES) {
      throw new EnvironmentFault(
          "the disk of %s is full: %d MiB are free, at least %d are needed; free some or choose another folder with --data"
              .formatted(folder, store.getUsableSpace() >> 20, LEAST_FREE_BYTES >> 20));
    }
    Path probe = Files.createTempFile(folder, ".draft", ".tmp");
    Files.delete(probe);
  }

  private static void requireOwn(Path folder, Mode mode) throws IOException {
    Path description = folder.resolve(DESCRIPTION);
    if (!Files.exists(description)) {
      requireEmpty(folder);
    }
    String text =
        OwnerFile.readOrCreate(
            description,
            () ->
                JSON.createObjectNode().put("format", FORMAT).put("mode", mode.text()).toString());
    JsonNode found = parse(folder, text);
    if (found.path("format").asInt() != FORMAT) {
      throw new EnvironmentFault(
          "%s has format %s, this version reads format %d: choose another folder with --data, or start the version that made it"
              .formatted(folder, found.path("format").asText("unknown"), FORMAT));
    }
    if (!found.path("mode").asText().equals(mode.text())) {
      throw new EnvironmentFault(
          "%s was made by '%s', not by '%s': choose another folder with --data"
              .formatted(folder, found.path("mode").asText("unknown"), mode.text()));
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> foreign =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals(LOCK) && !name.startsWith(".draft"))
              .collect(Collectors.toSet());
      if (!foreign.isEmpty()) {
        throw new EnvironmentFault(
            "%s holds other things than Stridelake's data: choose an empty folder with --data"
                .formatted(folder));
      }
    }
  }

  private static JsonNode parse(Path folder, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new EnvironmentFault(
          "%s of %s makes no sense: choose another folder with --data"
              .formatted(DESCRIPTION, folder),
          e);
    }
  }
}
