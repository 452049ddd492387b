package io.stridelake.cli;

import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rule sets. */
@Command(
    name = "rules",
    description = "Checks, tries and stores rule sets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesCommand.Check.class,
      RulesTryCommand.class,
      RulesPushCommand.class,
      RulesSchemaCommand.class
    })
final class RulesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  RulesCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand");
  }

  /** Says what is wrong with a document, without a server. */
  @Command(name = "check", description = "Says what is wrong with a rule set.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The YAML document.")
    private Path file;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
    Check() {}

    @Override
    public Integer call() {
      return switch (RuleSets.read(InputFile.read(file, spec.commandLine()))) {
        case RuleSetReading.Accepted accepted -> {
          System.out.println(file + ": rule set " + accepted.ruleSet().version() + " is right");
          yield ExitCode.DONE;
        }
        case RuleSetReading.Refused refused -> {
          refused
              .mistakes()
              .forEach(mistake -> System.out.println(mistake.render(file.toString())));
          yield ExitCode.REFUSED;
        }
      };
    }
  }
}
