package io.stridelake.benchmarks.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that was started here, with its output in a file; closing it ends it. */
public final class Program implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private static final int LAST_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;

  private Program(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a command.
   *
   * @param folder for its output
   * @param environment what it sees of Stridelake's variables, beside the inherited others
   */
  public static Program start(
      String name, Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("STRIDE_"));
    builder.environment().putAll(environment);
    Program program = new Program(name, log, builder.start());
    // Also after an end by a signal nothing goes on.
    Runtime.getRuntime().addShutdownHook(new Thread(program.process::destroyForcibly));
    return program;
  }

  /** Starts a class of this class path in a JVM of its own, with the flags of {@code ./stride}. */
  public static Program java(
      String name,
      Path folder,
      int heapMegabytes,
      Class<?> main,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(arguments);
    return start(name, folder, command, environment);
  }

  /**
   * Sees whether it still runs.
   *
   * @throws IllegalStateException if not; the message has the end of its output
   */
  public void check() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + ":\n" + lastLines());
    }
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** How long cores worked for it until now. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Asks it to end, and makes it end. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "its output cannot be read: " + e.getMessage();
    }
  }
}
