package io.stridelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands here for the help only: the script builds and runs benchmarks. */
@Command(name = "benchmarks", description = "Measure, and write down what came out.")
final class BenchmarksCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "jmh: leaderboards in the process.")
  private String name = "";

  @Override
  public Integer call() {
    System.err.println("stride benchmarks: is run by the script ./stride " + name);
    return ExitCode.USAGE;
  }
}
