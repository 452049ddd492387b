package io.stridelake.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.stridelake.requirement.Lane;
import io.stridelake.requirement.Requirement;
import io.stridelake.system.Workspace;
import io.stridelake.system.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Each spec of {@code frontend/e2e} is a test of its own here. */
@Order(6)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Lane.BROWSER)
final class BrowserTest {
  /** Surefire counts a factory that is skipped as nothing at all, an ordinary test as skipped. */
  @Test
  @Order(1)
  void shouldHaveABrowser() {
    assertThat(Requirement.CHROMIUM.require()).isExecutable();
  }

  @TestFactory
  @Order(2)
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  Stream<DynamicTest> shouldServePeople() throws IOException, InterruptedException {
    Path chromium = Requirement.CHROMIUM.require();
    Path dir = Workspace.fresh("browser");
    Path pictures = Files.createDirectories(dir.resolve("pictures"));
    try (Stage stage = Stage.open(dir);
        ControlChannel control = new ControlChannel(stage)) {
      Instant began = Instant.now();
      List<Spec> specs =
          SpecRun.of(
              dir,
              Map.of(
                  "STRIDE_CHROMIUM", chromium.toString(),
                  "STRIDE_E2E_PAGE", stage.page(),
                  "STRIDE_E2E_CONTROL", control.url(),
                  "STRIDE_E2E_ADMIN_TOKEN", Installation.ADMIN,
                  "STRIDE_E2E_PICTURES", pictures.toString()));
      System.out.printf(
          "Browser: %d specs in %d s, pictures in %s%n",
          specs.size(), Duration.between(began, Instant.now()).toSeconds(), pictures);
      return specs.stream().map(spec -> dynamicTest(spec.name(), spec::verdict));
    }
  }
}
