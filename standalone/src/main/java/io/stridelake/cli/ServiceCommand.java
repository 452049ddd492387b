package io.stridelake.cli;

import io.stridelake.standalone.Mode;
import io.stridelake.standalone.Progress;
import io.stridelake.standalone.ServiceProcess;
import io.stridelake.streams.AppFailures;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One service as its own process. */
@Command(
    name = "service",
    description = "One service as its own process, against STRIDE_KAFKA_BOOTSTRAP.",
    footer = {
      "",
      "Exit codes: 0 ended by a signal, 1 could not start, 2 usage, 3 environment,",
      "5 an app of 'streams' has failed for good: start it anew."
    })
final class ServiceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ingest|streams|query")
  private ServiceProcess.Service service;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
  ServiceCommand() {}

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    ServerLogs.toConsole();
    CompletableFuture<String> failed = new CompletableFuture<>();
    ServiceProcess process =
        ServiceProcess.prepare(
            service, Home.data(Mode.SERVICES), System.getenv(), new Progress(System.out));
    Foreground foreground = Foreground.of(process);
    String line;
    try {
      process.start(
          (application, reason) -> failed.complete(AppFailures.line(application, reason)));
      line = failed.get();
    } catch (RuntimeException | Error e) {
      foreground.fail();
      throw e;
    }
    foreground.fail();
    System.err.println("stride service " + service.text() + ": " + line);
    return ExitCode.APP_FAILED;
  }
}
