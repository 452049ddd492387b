package io.stridelake.testkafka;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks by Docker's own command: it fails at once and in silence, where Testcontainers would try
 * every way to an engine and print what went wrong with each.
 */
final class DockerCommand implements Docker {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PULL = Duration.ofMinutes(5);

  @Override
  public boolean answers() {
    return succeeds(ANSWER, "docker", "version");
  }

  @Override
  public boolean has(String image) {
    return succeeds(ANSWER, "docker", "image", "inspect", image);
  }

  @Override
  public boolean pull(String image) {
    System.out.println("Kafka for tests: pulling " + image);
    return succeeds(PULL, "docker", "pull", "--quiet", image);
  }

  private static boolean succeeds(Duration patience, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      // There is no such command.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
