package io.stridelake.cli;

import io.stridelake.standalone.FreePorts;
import io.stridelake.standalone.Mode;
import io.stridelake.standalone.Progress;
import io.stridelake.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * One start that nobody watches: the JVM notes which classes a start needs and writes them into the
 * archive that all later starts read. {@code ./stride} does this once per build.
 */
@Command(name = "rehearse", hidden = true, description = "Starts once, for the class archive.")
final class RehearseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "An empty folder.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    ServerLogs.toFolder(folder.resolve("logs"));
    try (FreePorts ports = FreePorts.choose();
        Standalone standalone =
            Standalone.prepare(Mode.DEMO, folder, ports.environment(), new Progress(System.out))) {
      standalone.start();
    }
    return ExitCode.DONE;
  }
}
