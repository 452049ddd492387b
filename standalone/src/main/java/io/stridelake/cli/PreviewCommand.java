package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would change. */
@Command(
    name = "preview",
    description = "Shows who would move, and why, if a generation answered instead of another.")
final class PreviewCommand implements Callable<Integer> {
  @Mixin private final OpsServer server = new OpsServer();

  @Parameters(paramLabel = "N", description = "The generation, mostly the candidate.")
  private int generation;

  @Option(names = "--against", paramLabel = "M", description = "Another one; default: the active.")
  private @Nullable Integer against;

  @Option(names = "--board", paramLabel = "ID", description = "Default: the first of athletes.")
  private @Nullable String board;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      description = "day, week, month, year, all (default) or a season's id.")
  private @Nullable String period;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "A day in it; default: today.")
  private @Nullable String date;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "20",
      description = "How many members, 1 to 100; default: 20.")
  private int limit;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
  PreviewCommand() {}

  @Override
  public Integer call() {
    StringJoiner query = new StringJoiner("&", "?", "");
    add(query, "limit", limit);
    add(query, "against", against);
    add(query, "board", board);
    add(query, "period", period);
    add(query, "date", date);
    JsonNode preview =
        new OpsApi(server).get(GenerationsCommand.PATH + "/" + generation + "/preview" + query);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(preview.toPrettyString());
    } else {
      PreviewText.print(preview, out);
    }
    return ExitCode.DONE;
  }

  private static void add(StringJoiner query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }
  }
}
