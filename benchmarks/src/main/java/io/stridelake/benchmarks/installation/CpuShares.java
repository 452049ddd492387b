package io.stridelake.benchmarks.installation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many cores each process used over a stretch of time, the load client's JVM among them. */
public final class CpuShares {
  private static final String CLIENT = "load client";

  private final List<Program> programs;
  private final long began = System.nanoTime();
  private final Map<String, Duration> before;

  CpuShares(List<Program> programs) {
    this.programs = List.copyOf(programs);
    this.before = now(this.programs);
  }

  /** The shares since the beginning, in words. */
  public String words() {
    double nanos = System.nanoTime() - began;
    StringBuilder words = new StringBuilder("Cores used:");
    now(programs)
        .forEach(
            (name, cpu) -> {
              long used = cpu.minus(before.getOrDefault(name, Duration.ZERO)).toNanos();
              words.append(" %s %.2f,".formatted(name, used / nanos));
            });
    words.setCharAt(words.length() - 1, '.');
    return words.toString();
  }

  private static Map<String, Duration> now(List<Program> programs) {
    Map<String, Duration> now = new LinkedHashMap<>();
    programs.forEach(program -> now.put(program.name(), program.cpu()));
    now.put(CLIENT, ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    return now;
  }
}
