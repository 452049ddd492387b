package io.stridelake.requirement;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** What a run requires, and where it is. */
final class Requirements {
  static final String VARIABLE = "STRIDE_REQUIRE";

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Map<String, String> environment;
  private final Path from;
  private final Set<Requirement> required;

  /**
   * @param from the folder above which fixtures are looked for
   */
  Requirements(Map<String, String> environment, Path from) {
    this.environment = Map.copyOf(environment);
    this.from = from.toAbsolutePath();
    this.required = parse(environment.getOrDefault(VARIABLE, ""));
  }

  static Requirements ofThisRun() {
    return new Requirements(System.getenv(), Path.of(""));
  }

  Path require(Requirement what) {
    Optional<Path> found = find(what);
    if (found.isPresent()) {
      return found.get();
    }
    if (required.contains(what)) {
      throw new AssertionError(VARIABLE + "=" + what.word() + ", but " + what.absence());
    }
    throw new TestAbortedException("SKIPPED: " + what.absence());
  }

  Set<Requirement> required() {
    return Set.copyOf(required);
  }

  private Optional<Path> find(Requirement what) {
    return switch (what) {
      case CHROMIUM -> chromium();
      case FIXTURES -> fixtures();
    };
  }

  private Optional<Path> chromium() {
    String named = environment.get("STRIDE_CHROMIUM");
    Stream<Path> candidates =
        named != null ? Stream.of(Path.of(named)) : BROWSERS.stream().flatMap(this::onPath);
    return candidates.filter(Files::isExecutable).findFirst();
  }

  private Stream<Path> onPath(String program) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program));
  }

  private Optional<Path> fixtures() {
    String named = environment.get("STRIDE_FIXTURES");
    Stream<Path> candidates =
        named != null
            ? Stream.of(Path.of(named))
            : Stream.<Path>iterate(from, at -> at != null, at -> at.getParent())
                .map(at -> at.resolve("shared").resolve("fixtures"));
    return candidates.filter(Files::isDirectory).findFirst();
  }

  private static Set<Requirement> parse(String words) {
    Map<String, Requirement> known =
        Arrays.stream(Requirement.values()).collect(Collectors.toMap(Requirement::word, r -> r));
    Set<Requirement> required = EnumSet.noneOf(Requirement.class);
    for (String word : words.split(",", -1)) {
      Requirement requirement = known.get(word.strip());
      if (requirement != null) {
        required.add(requirement);
      } else if (!word.isBlank()) {
        throw new IllegalStateException(
            VARIABLE + " knows chromium and fixtures, not '" + word.strip() + "'");
      }
    }
    return required;
  }
}
