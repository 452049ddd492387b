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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the active generation with something that must come to the same. */
@Command(
    name = "verify",
    description = {
      "Compares the active rankings with what must come to the same, at the same input.",
      "Exit code 1 if they differ; the first difference is said."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String REPLAY = "replay";
  private static final String ORACLE = "oracle";
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Mixin private final OpsServer server = new OpsServer();

  @Option(
      names = "--against",
      paramLabel = "N|replay|oracle",
      defaultValue = ORACLE,
      description = {
        "N: another generation of the same rule set;",
        "replay: one derived from the lake for this, and abandoned afterwards;",
        "oracle (default): a batch job over the same input."
      })
  private String against;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the options.
  VerifyCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (!against.matches("[1-9][0-9]{0,8}|" + REPLAY + "|" + ORACLE)) {
      throw new ParameterException(
          spec.commandLine(), "--against is '" + against + "' (expected N, replay or oracle)");
    }
    OpsApi api = new OpsApi(server);
    JsonNode all = api.get(GenerationsCommand.PATH);
    int active = all.path("active").asInt();
    JsonNode report =
        against.equals(REPLAY) ? replayed(api, active) : verified(api, active, against);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.toPrettyString() : text(report));
    return report.path("equal").asBoolean() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static JsonNode verified(OpsApi api, int active, String against) {
    return api.post(
        GenerationsCommand.PATH + "/" + active + "/verify",
        OpsApi.object().put("against", against));
  }

  /** Derives once more for the comparison, and gives that up whatever comes of it. */
  private static JsonNode replayed(OpsApi api, int active) throws InterruptedException {
    String ruleSet = api.get(GenerationsCommand.PATH + "/" + active).path("ruleSet").asText();
    ObjectNode wanted = OpsApi.object().put("ruleSet", ruleSet).put("from", "lake");
    int replay = api.post(GenerationsCommand.PATH, wanted).path("id").asInt();
    String path = GenerationsCommand.PATH + "/" + replay;
    try {
      JsonNode now = api.get(path);
      while (!now.path("complete").asBoolean()) {
        if (now.hasNonNull("failure") || now.path("state").asText().equals("abandoned")) {
          throw new Refused("the replay ended: " + GenerationText.of(now));
        }
        Thread.sleep(PAUSE);
        now = api.get(path);
      }
      return verified(api, active, Integer.toString(replay));
    } finally {
      api.post(path + "/abandon", null);
    }
  }

  private static String text(JsonNode report) {
    String subject =
        "generation %d and %s"
            .formatted(report.path("generation").asInt(), report.path("against").asText());
    if (report.path("equal").asBoolean()) {
      return subject + " are equal: " + report.path("checksum").asText();
    }
    JsonNode first = report.path("difference");
    String what =
        first.hasNonNull("activity")
            ? "activity "
                + first.path("activity").asText()
                + " of "
                + first.path("athlete").asText()
            : first.path("part").asText() + " of " + first.path("athlete").asText();
    return "%s differ: %s and %s%nfirst difference: %s, partition %d%n  found:    %s%n  expected: %s"
        .formatted(
            subject,
            report.path("checksum").asText(),
            report.path("expected").asText(),
            what,
            first.path("partition").asInt(),
            first.path("found").asText("nothing"),
            first.path("expected").asText("nothing"));
  }
}
