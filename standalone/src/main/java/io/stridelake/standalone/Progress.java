package io.stridelake.standalone;

import java.io.PrintStream;

/** Short lines for the person who waits. */
public final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  /** Prints there. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Says what happens, with the seconds since the beginning. */
  synchronized void say(String line) {
    out.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
    out.flush();
  }

  /** A line by itself, which programs may wait for. */
  synchronized void announce(String line) {
    out.println(line);
    out.flush();
  }
}
