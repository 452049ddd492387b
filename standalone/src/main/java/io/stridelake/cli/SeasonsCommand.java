package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists seasons. */
@Command(
    name = "seasons",
    description = "Lists seasons; 'seasons lock' has one stay as it is.",
    subcommands = SeasonsCommand.Lock.class)
final class SeasonsCommand implements Callable<Integer> {
  private static final String PATH = "/admin/seasons";

  @Mixin private final OpsServer server = new OpsServer();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the spec.
  SeasonsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    new OpsApi(server).get(PATH).path("seasons").forEach(season -> out.println(text(season)));
    return ExitCode.DONE;
  }

  /** Locks one. */
  @Command(
      name = "lock",
      description = {
        "Has a season's standings stay as they are now, whatever is sent or changed later.",
        "It cannot be undone."
      })
  static final class Lock implements Callable<Integer> {
    @Mixin private final OpsServer server = new OpsServer();

    @Parameters(paramLabel = "ID", description = "The season, as the active rule set names it.")
    private String season;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
    Lock() {}

    @Override
    public Integer call() {
      if (!season.matches("[A-Za-z0-9._-]{1,40}")) {
        throw new Refused("'" + season + "' is no season's id (expected letters, digits, . _ -)");
      }
      JsonNode locked = new OpsApi(server).post(PATH + "/" + season + "/lock", null);
      spec.commandLine().getOut().println(text(locked));
      return ExitCode.DONE;
    }
  }

  private static String text(JsonNode season) {
    String days =
        "%s: %s to %s, "
            .formatted(
                season.path("id").asText(),
                season.path("from").asText(),
                season.path("to").asText());
    return days
        + (season.path("locked").asBoolean()
            ? "locked at %s by rule set %s, %d athletes"
                .formatted(
                    season.path("lock").path("lockedAt").asText(),
                    season.path("lock").path("ruleSet").asText(),
                    season.path("lock").path("athletes").asLong())
            : "can be locked from " + season.path("lockableFrom").asText() + " on");
  }
}
