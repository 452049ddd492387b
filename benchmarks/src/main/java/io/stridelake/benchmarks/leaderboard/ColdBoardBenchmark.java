package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.rules.Metric;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The first question to a board that nobody asked for yet, the roster read too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ColdBoardBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Param({"POINTS"})
  public Metric metric = Metric.POINTS;

  @Param({"1"})
  public int members;

  @Param({"1"})
  public int partitions;

  private final List<StoreBoard> boards = new ArrayList<>();

  /** Writes the rows. */
  @Setup
  public void write() {
    List<Place> all = Members.of(members);
    for (int partition = 0; partition < partitions; partition++) {
      int from = (int) ((long) members * partition / partitions);
      int to = (int) ((long) members * (partition + 1) / partitions);
      boards.add(new StoreBoard(all.subList(from, to)));
    }
  }

  /** Drops what the last round built. */
  @Setup(Level.Iteration)
  public void forget() {
    boards.forEach(StoreBoard::forget);
  }

  /** Throws the rows away. */
  @TearDown
  public void close() {
    boards.forEach(StoreBoard::close);
  }

  /** How long the building threads had a core, on a machine that others use too. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Computed {
    public double milliseconds;

    /** Starts anew. */
    @Setup(Level.Iteration)
    public void reset() {
      milliseconds = 0;
    }
  }

  /** Asks all partitions at once, as the query service does. */
  @Benchmark
  public int firstQuestion(Computed computed) {
    DoubleAdder milliseconds = new DoubleAdder();
    int total =
        boards.parallelStream()
            .mapToInt(
                board -> {
                  long before = THREADS.getCurrentThreadCpuTime();
                  int members = board.total(StoreBoard.view(metric));
                  milliseconds.add((THREADS.getCurrentThreadCpuTime() - before) / 1e6);
                  return members;
                })
            .sum();
    computed.milliseconds = milliseconds.sum();
    return total;
  }
}
