package io.stridelake.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What runs and how far it is. */
@Command(name = "status", description = "Services, lags, generations, queues.")
final class StatusCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private final OpsServer server = new OpsServer();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    HttpResponse<String> response =
        server.call("GET", "/admin/status", "application/json", BodyPublishers.noBody());
    if (response.statusCode() != 200) {
      throw new Refused("the server answered " + response.statusCode() + ": " + response.body());
    }
    JsonNode status = JSON.readTree(response.body());
    System.out.println(json ? status.toPrettyString() : StatusText.of(status));
    return ExitCode.DONE;
  }
}
