package io.stridelake.testkafka;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** A broker in a container of its own. Its port is fixed, so that it can come back to it. */
final class BrokerInContainer implements TestKafka {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalKafkaContainer container;
  private final Path copies;

  BrokerInContainer(String image, Path copies) {
    this.copies = copies;
    this.container = new LocalKafkaContainer(image);
    container.start();
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  /** By a signal to the broker: the shell that Testcontainers starts it with passes none on. */
  @Override
  public void stop() {
    try {
      container.execInContainer("sh", "-c", "kill -TERM $(pidof java)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    Awaitility.await("the broker ends").atMost(PATIENCE).until(() -> !container.isRunning());
  }

  @Override
  public void startAgain() {
    docker().startContainerCmd(container.getContainerId()).exec();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Awaitility.await("the broker answers").atMost(PATIENCE).until(() -> answers(admin));
    }
  }

  @Override
  public Path files() {
    Path copy = copies.resolve("copy-" + System.nanoTime());
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            docker()
                .copyArchiveFromContainerCmd(container.getContainerId(), LocalKafkaContainer.DATA)
                .exec())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = copy.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isFile()) {
          Files.copy(tar, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  @Override
  public void close() {
    container.stop();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
