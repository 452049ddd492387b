package io.stridelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands here for the help only: tests are Maven's work, which the script starts. */
@Command(name = "test", description = "All tests.")
final class TestCommand implements Callable<Integer> {
  @Option(names = "--soak", description = "Also the long forms.")
  private boolean soak;

  @Option(names = "--containers", description = "With Kafka in Docker containers.")
  private boolean containers;

  @Override
  public Integer call() {
    System.err.println(
        "stride test: is run by the script ./stride"
            + (soak ? " --soak" : "")
            + (containers ? " --containers" : ""));
    return ExitCode.USAGE;
  }
}
