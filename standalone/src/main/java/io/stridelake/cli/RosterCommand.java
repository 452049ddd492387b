package io.stridelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores the company's roster. */
@Command(name = "roster", description = "Stores athletes and departments, all or nothing.")
final class RosterCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private final OpsServer server = new OpsServer();

  @Parameters(
      paramLabel = "FILE.csv",
      description = "UTF-8 with a header row: athlete,name,department,account …")
  private Path file;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
  RosterCommand() {}

  @Override
  public Integer call() throws JsonProcessingException {
    byte[] csv = InputFile.read(file, spec.commandLine());
    HttpResponse<String> response =
        server.call("PUT", "/admin/roster", "text/csv", BodyPublishers.ofByteArray(csv));
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() == 200) {
      System.out.println(answer.path("athletes").asText() + " athletes stored");
      return ExitCode.DONE;
    }
    answer
        .path("errors")
        .forEach(
            mistake ->
                System.err.printf(
                    "%s:%d:%d: %s%n",
                    file,
                    mistake.path("line").asInt(1),
                    mistake.path("column").asInt(1),
                    mistake.path("message").asText()));
    throw new Refused(
        "nothing was stored: "
            + answer.path("detail").asText("the server answered " + response.statusCode()));
  }
}
