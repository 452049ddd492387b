package io.stridelake.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sources of all modules: a test class that names what needs a broker says so by a tag, also
 * where it starts Kafka past {@link Lane#requireBrokerTag()}.
 */
class TaggedTestsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NEEDS_BROKER =
      Pattern.compile(
          "\\b(TestKafka|EmbeddedKafka|CompanyYear|StreamsOnly|StrideProcess|Installation\\.start"
              + "|new TestInstallation|new Installation)\\b");

  @Test
  void shouldBeTaggedWhereTheyNeedABroker() throws IOException {
    List<Path> tests = tests();

    List<Path> needing = tests.stream().filter(test -> finds(NEEDS_BROKER, test)).toList();
    List<String> untagged =
        needing.stream()
            .filter(test -> !finds(Pattern.compile("@Tag\\(Lane\\."), test))
            .map(test -> PROJECT.relativize(test).toString())
            .toList();

    assertThat(needing).as("the pattern finds tests").hasSizeGreaterThan(20);
    assertThat(untagged).isEmpty();
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(TaggedTestsTest::under)
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !file.endsWith("TaggedTestsTest.java"))
          .toList();
    }
  }

  private static Stream<Path> under(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean finds(Pattern pattern, Path file) {
    try {
      return pattern.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
