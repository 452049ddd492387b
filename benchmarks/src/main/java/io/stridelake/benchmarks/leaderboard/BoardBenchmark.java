package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Questions to a board, and a change of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BoardBenchmark {
  private static final int PAGE = 100;

  @Param({"STORE"})
  public BoardKind kind = BoardKind.STORE;

  @Param({"1"})
  public int members;

  private final Random random = new Random(1);
  private @Nullable RankedBoard board;
  private @Nullable Place middle;

  /** Builds the board. */
  @Setup
  public void build() {
    List<Place> places = Members.of(members);
    middle = places.stream().sorted().toList().get(members / 2);
    board = kind.of(places);
  }

  /** Throws it away. */
  @TearDown
  public void close() {
    board().close();
  }

  @Benchmark
  public int rank() {
    return board().rank(somebody());
  }

  @Benchmark
  public List<Place> pageAtTheTop() {
    return board().page(null, PAGE);
  }

  @Benchmark
  public List<Place> pageInTheMiddle() {
    return board().page(middle, PAGE);
  }

  @Benchmark
  public List<Place> around() {
    return board().around(somebody(), PAGE / 2);
  }

  @Benchmark
  public int countAbove() {
    return board().countAbove(random.nextInt(Members.SCORES));
  }

  @Benchmark
  public void move() {
    board().move(somebody(), random.nextInt(Members.SCORES));
  }

  private String somebody() {
    return Members.id(random.nextInt(members));
  }

  private RankedBoard board() {
    return Objects.requireNonNull(board);
  }
}
