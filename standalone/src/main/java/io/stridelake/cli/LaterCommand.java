package io.stridelake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that a later version has: refused, so that no script takes it for done. */
@Command
final class LaterCommand implements Callable<Integer> {
  private final String words;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  LaterCommand(String words) {
    this.words = words;
  }

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("stride " + words + ": not available in this version");
    return ExitCode.USAGE;
  }
}
