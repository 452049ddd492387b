package io.stridelake.standalone;

import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.IngestRuntime;
import io.stridelake.ingest.IngestService;
import io.stridelake.kafka.EmbeddedKafka;
import io.stridelake.query.QueryService;
import io.stridelake.registry.RegistryServer;
import io.stridelake.simulator.SimulatorService;
import io.stridelake.simulator.arrival.Arrival;
import io.stridelake.standalone.Ports.Part;
import io.stridelake.streams.StreamsService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything in this process: broker, registry, the three services, in a demo the simulator. */
public final class Standalone implements AutoCloseable {
  private final Parts parts = new Parts();
  private final Mode mode;
  private final Progress progress;
  private final DataFolder folder;
  private final Ports ports;
  private final Secrets secrets;
  private final Settings settings;

  /** How the simulated company comes; null without a simulator. */
  private volatile @Nullable Arrival arrival;

  private Standalone(
      Mode mode,
      Progress progress,
      DataFolder folder,
      Ports ports,
      Secrets secrets,
      Settings settings) {
    this.mode = mode;
    this.progress = progress;
    this.folder = folder;
    this.ports = ports;
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * Takes the folder and looks whether the ports are free; nothing runs yet.
   *
   * @throws EnvironmentFault if something around us prevents the start
   */
  public static Standalone prepare(
      Mode mode, Path data, Map<String, String> environment, Progress progress) {
    Ports ports = Ports.of(environment);
    DataFolder folder = DataFolder.use(data, mode);
    FolderLock lock = FolderLock.take(folder.path());
    try {
      Secrets secrets = Secrets.of(folder.path(), environment);
      Settings settings = new Settings(folder, ports, secrets, environment);
      for (Part part : Part.values()) {
        if (starts(part, mode, settings)) {
          ports.requireFree(part);
        }
      }
      Standalone standalone = new Standalone(mode, progress, folder, ports, secrets, settings);
      standalone.parts.add("lock", lock);
      return standalone;
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Starts everything and returns when rankings answer.
   *
   * @throws EnvironmentFault if something around us prevents the start
   * @throws StartFailed if a part does not start
   */
  public void start() {
    explained(this::startParts);
  }

  private static void explained(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      Throwable cause = e instanceof StartFailed && e.getCause() != null ? e.getCause() : e;
      // Not before: loggers open their file, and prepare must first know that the folder is ours.
      LoggerFactory.getLogger(Standalone.class).atError().setCause(cause).log("Start failed");
      throw EnvironmentFault.in(cause)
          .<RuntimeException>map(fault -> fault)
          .orElseGet(() -> new StartFailed(cause));
    }
  }

  private void startParts() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        Future<?> query = threads.submit(this::startQuery);
        // Waits for Kafka by itself, and has much to load meanwhile.
        Future<?> streams = threads.submit(this::startStreams);
        startKafka();
        await(threads.submit(this::startRegistry));
        await(query);
        await(streams);
        // Rankings are answered from here on; what moves them may come a moment later.
        await(threads.submit(this::startSimulator));
        await(threads.submit(this::startIngest));
      } catch (RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    new Readiness(ports.url(Part.PAGE), ports.url(Part.INGEST)).awaitRankings();
  }

  /**
   * Lets people in: in a demo its company comes first, then the address is announced.
   *
   * @throws StartFailed if the company cannot come
   */
  public void open() {
    Arrival arriving = arrival;
    if (arriving != null) {
      explained(() -> new DemoCompany(arriving, ports, secrets, folder, progress).connectOnce());
    }
    progress.announce("Stridelake is ready: " + ports.url(Part.PAGE));
  }

  /** Ends everything; data is safe whether or not this is called. */
  @Override
  public void close() {
    parts.close();
  }

  private static boolean starts(Part part, Mode mode, Settings settings) {
    return switch (part) {
      case PAGE, INGEST, STREAMS, KAFKA -> true;
      case REGISTRY -> settings.foreignRegistry() == null;
      case SIMULATOR -> mode == Mode.DEMO;
    };
  }

  private void startKafka() {
    progress.say("Kafka is starting");
    BrokerEnd.explain(folder);
    Path data = folder.resolve("kafka");
    parts.add("kafka", EmbeddedKafka.start(data, ports.of(Part.KAFKA)));
    progress.say("Kafka runs");
  }

  private void startRegistry() {
    if (starts(Part.REGISTRY, mode, settings)) {
      parts.add("registry", RegistryServer.start(settings.kafka(), ports.of(Part.REGISTRY)));
      progress.say("the schema registry runs");
    }
  }

  private void startSimulator() {
    if (starts(Part.SIMULATOR, mode, settings)) {
      ApplicationContext simulator = SimulatorService.start(settings.simulator());
      parts.add("simulator", simulator);
      arrival = simulator.getBean(Arrival.class);
      progress.say("the simulated Strava runs");
    }
  }

  private void startIngest() {
    supervise("ingest", this::runIngest);
    progress.say("ingest runs");
  }

  private SupervisedPart.Run runIngest() {
    ApplicationContext ingest = IngestService.start(settings.ingest(mode));
    IngestRuntime runtime = ingest.getBean(IngestRuntime.class);
    return new SupervisedPart.Run(ingest, () -> runtime.failure().map(StartFailed::line));
  }

  private void startStreams() {
    supervise("streams", this::runStreams);
    progress.say("scoring runs");
  }

  private SupervisedPart.Run runStreams() {
    AtomicReference<@Nullable String> death = new AtomicReference<>();
    ApplicationContext streams =
        StreamsService.start(
            settings.streams(),
            (application, reason) -> death.set(application + " has failed for good: " + reason));
    try {
      StreamsService.awaitSetUp(streams);
    } catch (InterruptedException e) {
      streams.close();
      Thread.currentThread().interrupt();
      throw new StartFailed(e);
    } catch (RuntimeException e) {
      streams.close();
      throw e;
    }
    return new SupervisedPart.Run(streams, () -> Optional.ofNullable(death.get()));
  }

  private void supervise(String name, Supplier<SupervisedPart.Run> starter) {
    SupervisedPart part = new SupervisedPart(name, starter);
    part.start();
    parts.add(name, part);
  }

  private void startQuery() {
    parts.add("query", QueryService.start(settings.query()));
    progress.say("the page is served");
  }

  private static void await(Future<?> start) {
    try {
      start.get();
    } catch (ExecutionException e) {
      throw new StartFailed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed(e);
    }
  }
}
