package io.stridelake.system.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.system.installation.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the specs of {@code frontend/e2e} in Node and reads what came of each. */
final class SpecRun {
  private static final Path FRONTEND = Path.of("..", "frontend").toAbsolutePath().normalize();
  private static final int PATIENCE_MINUTES = 10;

  private SpecRun() {}

  /**
   * Runs all.
   *
   * @param dir for the report, the log and pictures
   * @param environment what the specs are told
   */
  static List<Spec> of(Path dir, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = dir.resolve("specs.log");
    Path report = dir.resolve("specs.json");
    Process process = start(log, report, environment);
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("the specs do not end, see " + log);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (!Files.exists(report)) {
      throw new AssertionError("no report of the specs:\n" + Files.readString(log));
    }
    List<Spec> specs = read(Http.read(Files.readAllBytes(report)));
    boolean explained = specs.stream().anyMatch(spec -> !spec.status().equals("passed"));
    if (specs.isEmpty() || (process.exitValue() != 0 && !explained)) {
      throw new AssertionError("the run of the specs failed:\n" + Files.readString(log));
    }
    return specs;
  }

  private static Process start(Path log, Path report, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "node",
            FRONTEND.resolve("node_modules/vitest/vitest.mjs").toString(),
            "run",
            "--config=e2e/vitest.config.ts",
            "--reporter=verbose",
            "--reporter=json",
            "--outputFile.json=" + report);
    builder.environment().keySet().removeIf(key -> key.startsWith("STRIDE_"));
    builder.environment().putAll(environment);
    return builder
        .directory(FRONTEND.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static List<Spec> read(JsonNode report) {
    List<Spec> specs = new ArrayList<>();
    for (JsonNode file : report.get("testResults")) {
      for (JsonNode each : file.get("assertionResults")) {
        List<String> failures = new ArrayList<>();
        each.get("failureMessages").forEach(message -> failures.add(message.asText()));
        // Of specs that were not run because their preparation failed only the file knows why.
        failures.add(file.path("message").asText());
        specs.add(
            new Spec(
                each.get("fullName").asText(),
                each.get("status").asText(),
                String.join("\n", failures)));
      }
    }
    return specs;
  }
}
