package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists seasons. */
@Command(
    name = "seasons",
    description =
        "Lists seasons; 'seasons lock' has one stay as it is, 'seasons unlock' goes back.",
    subcommands = {SeasonsCommand.Lock.class, SeasonsCommand.Unlock.class})
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
        "It is refused while events or accounts wait that may belong to the season."
      })
  static final class Lock implements Callable<Integer> {
    @Mixin private final OpsServer server = new OpsServer();

    @Parameters(paramLabel = "ID", description = "The season, as the active rule set names it.")
    private String season;

    @Option(
        names = "--even-so",
        description = "Lock it without what waits; the lock says what that was.")
    private boolean evenSo;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
    Lock() {}

    @Override
    public Integer call() {
      String path = path(season) + "/lock" + (evenSo ? "?evenSo=true" : "");
      JsonNode locked = new OpsApi(server).post(path, null);
      spec.commandLine().getOut().println(text(locked));
      return ExitCode.DONE;
    }
  }

  /** Takes a lock back. */
  @Command(
      name = "unlock",
      description = {
        "Has a locked season go on changing. It can be locked anew.",
        "It is refused once something refers to the season, a draw for example."
      })
  static final class Unlock implements Callable<Integer> {
    @Mixin private final OpsServer server = new OpsServer();

    @Parameters(paramLabel = "ID", description = "The season.")
    private String season;

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "The reason, which is kept with the season.")
    private String why;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills in the parameters.
    Unlock() {}

    @Override
    public Integer call() {
      JsonNode unlocked =
          new OpsApi(server).post(path(season) + "/unlock", OpsApi.object().put("why", why));
      spec.commandLine().getOut().println(text(unlocked));
      return ExitCode.DONE;
    }
  }

  private static String path(String season) {
    if (!season.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new Refused("'" + season + "' is no season's id (expected letters, digits, . _ -)");
    }
    return PATH + "/" + season;
  }

  private static String text(JsonNode season) {
    return "%s: %s to %s, %s%s"
        .formatted(
            season.path("id").asText(),
            season.path("from").asText(),
            season.path("to").asText(),
            season.path("locked").asBoolean() ? locked(season.path("lock")) : open(season),
            unlocked(season.path("unlocked")));
  }

  private static String locked(JsonNode lock) {
    String even = lock.path("evenSo").asText("null");
    return "locked at %s by rule set %s, %d athletes%s"
        .formatted(
            lock.path("lockedAt").asText(),
            lock.path("ruleSet").asText(),
            lock.path("athletes").asLong(),
            even.equals("null") ? "" : ", though " + even);
  }

  private static String open(JsonNode season) {
    String from = season.path("lockableFrom").asText("null");
    return from.equals("null") ? "not locked" : "can be locked from " + from + " on";
  }

  private static String unlocked(JsonNode unlocks) {
    StringBuilder text = new StringBuilder();
    for (JsonNode unlock : unlocks) {
      text.append(
          "%n  unlocked at %s: %s"
              .formatted(unlock.path("unlockedAt").asText(), unlock.path("why").asText()));
    }
    return text.toString();
  }
}
