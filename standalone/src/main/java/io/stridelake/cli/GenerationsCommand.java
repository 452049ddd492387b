package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists generations. */
@Command(
    name = "generations",
    description = "Lists the generations of rankings, and how far they are.")
final class GenerationsCommand implements Callable<Integer> {
  static final String PATH = "/admin/generations";

  @Mixin private final OpsServer server = new OpsServer();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  GenerationsCommand() {}

  @Override
  public Integer call() {
    JsonNode all = new OpsApi(server).get(PATH);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(all.toPrettyString());
    } else {
      all.path("generations").forEach(generation -> out.println(GenerationText.of(generation)));
    }
    return ExitCode.DONE;
  }
}
