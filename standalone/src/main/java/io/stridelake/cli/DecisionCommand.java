package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides about a generation. */
abstract class DecisionCommand implements Callable<Integer> {
  @Mixin private final OpsServer server = new OpsServer();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  DecisionCommand() {}

  /** The path of the decision below that of all generations. */
  abstract String path();

  @Override
  public Integer call() {
    JsonNode generation = new OpsApi(server).post(GenerationsCommand.PATH + "/" + path(), null);
    spec.commandLine().getOut().println(GenerationText.of(generation));
    return ExitCode.DONE;
  }

  /** Lets the candidate answer. */
  @Command(
      name = "promote",
      description = "Lets a candidate that is ready answer; the former one stays, for 'rollback'.")
  static final class Promote extends DecisionCommand {
    @Parameters(paramLabel = "N", description = "The candidate.")
    private int generation;

    @Override
    String path() {
      return generation + "/promote";
    }
  }

  /** Gives a generation up. */
  @Command(
      name = "abandon",
      description = "Gives a candidate or the previous generation up and deletes all of it.")
  static final class Abandon extends DecisionCommand {
    @Parameters(paramLabel = "N", description = "The generation.")
    private int generation;

    @Override
    String path() {
      return generation + "/abandon";
    }
  }

  /** Goes back. */
  @Command(
      name = "rollback",
      description = "Lets the generation before the active one answer again.")
  static final class Rollback extends DecisionCommand {
    @Override
    String path() {
      return "rollback";
    }
  }
}
