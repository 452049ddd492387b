package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The shell lines of one section of a document, taken one after the other. */
final class DocumentedLines {
  private final Deque<String> lines;

  private DocumentedLines(List<String> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /**
   * Reads the fenced lines below a heading, up to the next of its level.
   *
   * @param file seen from the repository's root
   */
  static DocumentedLines of(String file, String heading) {
    List<String> found = new ArrayList<>();
    boolean inside = false;
    boolean fenced = false;
    for (String line : read(Path.of("..").resolve(file))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.strip().startsWith("```")) {
        fenced = !fenced;
      } else if (inside && fenced && !line.isBlank()) {
        found.add(line.strip());
      }
    }
    assertThat(found).as("lines of %s in %s", heading, file).isNotEmpty();
    return new DocumentedLines(found);
  }

  /** The next line, which must have all of these words. */
  String next(String... words) {
    assertThat(lines).as("lines of the document").isNotEmpty();
    String line = lines.remove();
    assertThat(Stream.of(words)).allSatisfy(word -> assertThat(line).contains(word));
    return line;
  }

  /** Leaves out what stands before the first line that has all of these words. */
  void skipTo(String... words) {
    while (!lines.isEmpty() && !Stream.of(words).allMatch(lines.element()::contains)) {
      lines.remove();
    }
  }

  boolean allTaken() {
    return lines.isEmpty();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
