package io.stridelake.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class RequirementsTest {
  @TempDir Path temp;

  @Test
  void shouldKnowEveryWordOfThisRun() {
    assertThatCode(Requirements::ofThisRun).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chrome", "chromium,fixture", "CHROMIUM", "chromium fixtures"})
  void shouldRefuseUnknownWords(String words) {
    assertThatThrownBy(() -> requiring(words))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("knows chromium and fixtures, not");
  }

  @Test
  void shouldReadAListOfWords() {
    assertThat(requiring("fixtures, chromium").required())
        .containsExactlyInAnyOrder(Requirement.values());
    assertThat(requiring("").required()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldSkipWhereItIsAbsent(Requirement what) {
    assertThatThrownBy(() -> requiring("").require(what))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageStartingWith("SKIPPED: no ");
  }

  @ParameterizedTest
  @EnumSource
  void shouldFailWhereItIsAbsentButRequired(Requirement what) {
    assertThatThrownBy(() -> requiring("chromium,fixtures").require(what))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("STRIDE_REQUIRE=" + what.word());
  }

  @Test
  void shouldFindTheFixturesAboveTheProject() throws IOException {
    Path fixtures = Files.createDirectories(temp.resolve("shared/fixtures"));
    Path module = Files.createDirectories(temp.resolve("project/module"));

    Path found = new Requirements(Map.of(), module).require(Requirement.FIXTURES);

    assertThat(found).isEqualTo(fixtures);
  }

  @Test
  void shouldNotLookElsewhereWhenAPlaceIsNamed() throws IOException {
    Files.createDirectories(temp.resolve("shared/fixtures"));
    Map<String, String> environment = Map.of("STRIDE_FIXTURES", temp.resolve("none").toString());

    assertThatThrownBy(() -> new Requirements(environment, temp).require(Requirement.FIXTURES))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void shouldFindTheBrowserOnThePath() throws IOException {
    Path browser = executable("bin/chromium-browser");
    Map<String, String> environment = Map.of("PATH", "/nowhere::" + temp.resolve("bin"));

    Path found = new Requirements(environment, temp).require(Requirement.CHROMIUM);

    assertThat(found).isEqualTo(browser);
  }

  @Test
  void shouldPreferTheBrowserThatIsNamed() throws IOException {
    Path named = executable("elsewhere/my-chromium");
    executable("bin/chromium");
    Map<String, String> environment =
        Map.of("PATH", temp.resolve("bin").toString(), "STRIDE_CHROMIUM", named.toString());

    Path found = new Requirements(environment, temp).require(Requirement.CHROMIUM);

    assertThat(found).isEqualTo(named);
  }

  private Requirements requiring(String words) {
    return new Requirements(Map.of("STRIDE_REQUIRE", words, "PATH", ""), temp);
  }

  private Path executable(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
