package io.stridelake.cli;

import io.stridelake.standalone.EnvironmentFault;
import io.stridelake.standalone.StartFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "stride",
    description = "A company's sports challenge: rankings from the activities that people record.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.Demo.class,
      RunCommand.Up.class,
      RehearseCommand.class,
      ServiceCommand.class,
      ScriptCommand.Test.class,
      ScriptCommand.Images.class,
      ScriptCommand.Benchmarks.class,
      StatusCommand.class,
      RosterCommand.class,
      RulesCommand.class,
      RescoreCommand.class,
      GenerationsCommand.class,
      PreviewCommand.class,
      DecisionCommand.Promote.class,
      DecisionCommand.Abandon.class,
      DecisionCommand.Rollback.class,
      VerifyCommand.class,
      SeasonsCommand.class
    })
public final class Stride implements Runnable {
  /** Words of the commands that a later version has. */
  private static final List<String> LATER = List.of("import");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  private Stride() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing required command");
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Stride());
    LATER.forEach(word -> line.addSubcommand(word, later(word)));
    helpEverywhere(line);
    line.setExecutionExceptionHandler(failures());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static CommandLine later(String words) {
    CommandLine line = new CommandLine(new LaterCommand(words));
    line.getCommandSpec().usageMessage().hidden(true).description("Not available in this version.");
    line.setUnmatchedArgumentsAllowed(true);
    return line;
  }

  private static void helpEverywhere(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (!spec.mixinStandardHelpOptions()) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Say how this is used.")
              .build());
    }
    line.getSubcommands().values().forEach(Stride::helpEverywhere);
  }

  private static IExecutionExceptionHandler failures() {
    return (failure, line, _) -> {
      String words = line.getCommandSpec().qualifiedName();
      return EnvironmentFault.in(failure)
          .map(fault -> complain(line, words, fault.getMessage(), ExitCode.ENVIRONMENT))
          .orElseGet(() -> unexpected(failure, line, words));
    };
  }

  private static int unexpected(Exception failure, CommandLine line, String words) {
    if (failure instanceof Unreachable) {
      return complain(line, words, failure.getMessage(), ExitCode.UNREACHABLE);
    }
    if (failure instanceof Refused) {
      return complain(line, words, failure.getMessage(), ExitCode.REFUSED);
    }
    if (failure instanceof StartFailed) {
      String message = "could not start: " + failure.getMessage() + " (the logs say more)";
      return complain(line, words, message, ExitCode.REFUSED);
    }
    failure.printStackTrace(line.getErr());
    return complain(line, words, "failed: " + failure, ExitCode.REFUSED);
  }

  private static int complain(CommandLine line, String words, @Nullable String message, int code) {
    line.getErr().println(words + ": " + message);
    return code;
  }
}
