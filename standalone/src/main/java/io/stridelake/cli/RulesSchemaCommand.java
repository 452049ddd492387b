package io.stridelake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.rules.RuleSets;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what an editor needs to know about rule sets. */
@Command(name = "schema", description = "Prints the JSON Schema of rule sets, for editors.")
final class RulesSchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  RulesSchemaCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new String(RuleSets.schema(), UTF_8));
    out.flush();
    return ExitCode.DONE;
  }
}
