package io.stridelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Stands here for the help only: tests are Maven's work, images Docker's; the script starts both.
 */
abstract sealed class ScriptCommand implements Callable<Integer> {
  private final String word;

  private ScriptCommand(String word) {
    this.word = word;
  }

  @Override
  public Integer call() {
    System.err.println("stride " + word + ": is run by the script ./stride");
    return ExitCode.USAGE;
  }

  @Command(name = "test", description = "All tests.")
  static final class Test extends ScriptCommand {
    @Option(names = "--soak", description = "Also the long forms.")
    private boolean soak;

    @Option(names = "--containers", description = "With Kafka in Docker containers.")
    private boolean containers;

    Test() {
      super("test");
    }
  }

  @Command(name = "images", description = "Container images of the services, for docker-compose.")
  static final class Images extends ScriptCommand {
    @Option(names = "--bases", description = "Also what they are based on, from packages and jars.")
    private boolean bases;

    Images() {
      super("images");
    }
  }

  @Command(name = "benchmarks", description = "Measure, and write down what came out.")
  static final class Benchmarks extends ScriptCommand {
    @Parameters(paramLabel = "NAME", description = "jmh: leaderboards in the process.")
    private String name = "";

    Benchmarks() {
      super("benchmarks");
    }
  }
}
