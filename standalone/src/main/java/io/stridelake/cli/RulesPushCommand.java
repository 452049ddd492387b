package io.stridelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stridelake.rules.Mistake;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores a rule set at the server, which checks it. */
@Command(
    name = "push",
    description = "Stores a rule set; it scores nothing until rankings are derived by it.")
final class RulesPushCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private final OpsServer server = new OpsServer();

  @Parameters(paramLabel = "FILE", description = "The YAML document.")
  private Path file;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
  RulesPushCommand() {}

  @Override
  public Integer call() throws JsonProcessingException {
    byte[] document = InputFile.read(file, spec.commandLine());
    HttpResponse<String> response =
        server.call(
            "POST", "/admin/rule-sets", "application/yaml", BodyPublishers.ofByteArray(document));
    JsonNode answer = JSON.readTree(response.body());
    PrintWriter out = spec.commandLine().getOut();
    switch (response.statusCode()) {
      case 201 -> out.println("rule set " + answer.path("version").asText() + " stored");
      case 200 ->
          out.println("rule set " + answer.path("version").asText() + " was stored already");
      default -> throw refusal(response.statusCode(), answer);
    }
    return ExitCode.DONE;
  }

  private Refused refusal(int status, JsonNode answer) {
    PrintWriter err = spec.commandLine().getErr();
    answer.path("errors").forEach(error -> err.println(mistake(error).render(file.toString())));
    return new Refused(
        "nothing was stored: " + answer.path("detail").asText("the server answered " + status));
  }

  private static Mistake mistake(JsonNode error) {
    return new Mistake(
        error.path("line").asInt(1),
        error.path("column").asInt(1),
        error.path("message").asText(),
        error.path("expected").asText());
  }
}
