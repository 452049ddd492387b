package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Derives rankings anew. */
@Command(
    name = "rescore",
    description = {
      "Derives the rankings by a stored rule set, beside the active ones or in their place.",
      "Beside: look at what would change with 'preview', then 'promote' or 'abandon' it.",
      "In place: nobody is answered until it is done."
    })
final class RescoreCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Mixin private final OpsServer server = new OpsServer();

  @Option(
      names = "--rules",
      paramLabel = "VERSION",
      required = true,
      description = "The version of a stored rule set.")
  private String rules;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      defaultValue = "catalogue",
      description = {
        "catalogue (default): the rules changed;",
        "lake: the readers of payloads changed too."
      })
  private From from;

  @Option(names = "--in-place", description = "In the place of the active rankings.")
  private boolean inPlace;

  @Option(names = "--wait", description = "Show progress until it is done.")
  private boolean wait;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the options.
  RescoreCommand() {}

  /** What is read. */
  enum From {
    CATALOGUE("catalogue"),
    LAKE("lake");

    private final String code;

    From(String code) {
      this.code = code;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    OpsApi api = new OpsApi(server);
    ObjectNode wanted = OpsApi.object().put("ruleSet", rules).put("from", from.code);
    JsonNode begun =
        api.post(inPlace ? GenerationsCommand.PATH + "/reset" : GenerationsCommand.PATH, wanted);
    PrintWriter out = spec.commandLine().getOut();
    out.println(GenerationText.of(begun));
    return wait ? await(api, begun, out) : ExitCode.DONE;
  }

  private static int await(OpsApi api, JsonNode begun, PrintWriter out)
      throws InterruptedException {
    String path = GenerationsCommand.PATH + "/" + begun.path("id").asInt();
    JsonNode now = begun;
    String said = "";
    while (!now.path("complete").asBoolean() && !now.hasNonNull("failure")) {
      if (now.path("state").asText().equals("abandoned")) {
        throw new Refused("somebody has abandoned it meanwhile");
      }
      Thread.sleep(PAUSE);
      now = api.get(path);
      String text = GenerationText.of(now);
      if (!text.equals(said)) {
        out.println(text);
      }
      said = text;
    }
    if (now.hasNonNull("failure")) {
      throw new Refused("it cannot be derived: " + now.path("failure").asText());
    }
    return ExitCode.DONE;
  }
}
