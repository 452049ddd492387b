package io.stridelake.benchmarks;

import java.lang.management.ManagementFactory;

/** Where a benchmark ran. */
final class Machine {
  private Machine() {}

  /** Cores, memory, JVM, and how busy the machine is already. */
  static String words() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return "%d cores (%s), %.0f GB, %s %s, %s %s; load %.1f before the run"
        .formatted(
            system.getAvailableProcessors(),
            system.getArch(),
            system.getTotalMemorySize() / 1e9,
            system.getName(),
            system.getVersion(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            system.getSystemLoadAverage());
  }
}
