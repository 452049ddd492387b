package io.stridelake.cli;

import io.stridelake.standalone.Mode;
import io.stridelake.standalone.Progress;
import io.stridelake.standalone.ServiceProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One service as its own process. */
@Command(
    name = "service",
    description = "One service as its own process, against STRIDE_KAFKA_BOOTSTRAP.")
final class ServiceCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ingest|streams|query")
  private ServiceProcess.Service service;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameter.
  ServiceCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ServerLogs.toConsole();
    Foreground foreground =
        Foreground.of(
            ServiceProcess.start(
                service, Home.data(Mode.SERVICES), System.getenv(), new Progress(System.out)));
    foreground.await();
    return ExitCode.DONE;
  }
}
