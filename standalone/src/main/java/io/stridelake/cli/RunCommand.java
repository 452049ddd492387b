package io.stridelake.cli;

import io.stridelake.standalone.Mode;
import io.stridelake.standalone.Progress;
import io.stridelake.standalone.Standalone;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in this process, in the foreground. */
abstract sealed class RunCommand implements Callable<Integer> {
  private final Mode mode;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (STRIDE_DATA).")
  private @Nullable Path data;

  @Option(names = "--port", paramLabel = "N", description = "Port of the page (STRIDE_PORT).")
  private @Nullable Integer port;

  private RunCommand(Mode mode) {
    this.mode = mode;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = data == null ? Home.data(mode) : data;
    ServerLogs.toFolder(folder.resolve("logs"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (port != null) {
      environment.put("STRIDE_PORT", port.toString());
    }
    Standalone standalone = Standalone.prepare(mode, folder, environment, new Progress(System.out));
    Foreground foreground = Foreground.of(standalone);
    try {
      standalone.start();
      standalone.open();
    } catch (RuntimeException | Error e) {
      foreground.fail();
      throw e;
    }
    foreground.await();
    return ExitCode.DONE;
  }

  @Command(
      name = "demo",
      description = "The whole system in one process with a simulated Strava and its company.")
  static final class Demo extends RunCommand {
    Demo() {
      super(Mode.DEMO);
    }
  }

  @Command(name = "up", description = "The whole system in one process, for real.")
  static final class Up extends RunCommand {
    Up() {
      super(Mode.UP);
    }
  }
}
