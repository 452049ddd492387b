package io.stridelake.benchmarks.leaderboard;

/** The heap of this JVM. */
final class Heap {
  private static final int COLLECTIONS = 4;

  private Heap() {}

  /** What is in use after everything unused was thrown away. */
  static long used() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
