package io.stridelake.system.installation;

import io.stridelake.requirement.ReservedPort;
import io.stridelake.streams.StreamsService;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service as its own process, set up by its environment alone: an instance of scoring-streams
 * where nothing else is said.
 */
public final class StreamsProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final String name;
  private final String service;
  private final int port;
  private final Map<String, String> environment;
  private final Path log;
  private String classPath = classPath();
  private @Nullable Process process;

  StreamsProcess(String name, Path dir, Map<String, String> environment) {
    this(name, dir, environment, StreamsService.class.getName(), "STRIDE_STREAMS_PORT");
  }

  /**
   * Any service.
   *
   * @param service its main class
   * @param portVariable names its port
   */
  StreamsProcess(
      String name, Path dir, Map<String, String> environment, String service, String portVariable) {
    this.name = name;
    this.service = service;
    this.port = ReservedPort.next();
    this.log = dir.resolve(name + ".log");
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.put(portVariable, Integer.toString(port));
    all.put("STRIDE_DATA", dir.resolve(name).toString());
    this.environment = Map.copyOf(all);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where it keeps its state. */
  public Path data() {
    return Path.of(String.valueOf(environment.get("STRIDE_DATA")));
  }

  /** From its next start on it is of another build. */
  public void use(String otherClassPath) {
    classPath = otherClassPath;
  }

  /** From its next start on it is of this build again. */
  public void useThisBuild() {
    classPath = classPath();
  }

  /** Starts the process; its readiness endpoint tells when it answers. */
  public void start() {
    if (process != null) {
      throw new IllegalStateException(name + " runs already");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            service));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("STRIDE_"));
    builder.environment().put("STRIDE_TEST_LOG_LEVEL", "INFO");
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Files.createDirectories(log.getParent());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  /** Starts with an empty folder, as on a new machine. */
  public void startAfresh() {
    if (process != null) {
      throw new IllegalStateException(name + " runs already");
    }
    Path data = data();
    if (!data.toFile().renameTo(new File(data + "-" + System.nanoTime()))) {
      throw new IllegalStateException(data + " cannot be put aside");
    }
    start();
  }

  /** kill -9. */
  public void kill() {
    Process running = running();
    running.destroyForcibly();
    await(running);
    process = null;
  }

  /** Sends a signal, STOP or CONT, to the process. */
  public void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + running().pid()).start();
      if (!await(kill) || kill.exitValue() != 0) {
        throw new IllegalStateException("signal " + name + " is not delivered to " + this.name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, and the end awaited. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    Process running = process;
    running.destroy();
    if (!await(running)) {
      running.destroyForcibly();
      await(running);
    }
    process = null;
  }

  /** Throws when the process has ended by itself; the message holds the end of its log. */
  public void check() {
    if (process != null && !process.isAlive()) {
      throw new AssertionError(
          name + " ended with " + process.exitValue() + ", see " + log + "\n" + tail());
    }
  }

  /** Whether its log has the text, in any of its runs. */
  public boolean logged(String text) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.anyMatch(line -> line.contains(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " does not run");
    }
    return process;
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  /** What this process was started with; Surefire hides it behind a jar that only names it. */
  public static String classPath() {
    String tests = System.getProperty("surefire.test.class.path");
    String path = tests == null ? System.getProperty("java.class.path") : tests;
    return path.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }
}
