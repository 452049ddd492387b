package io.stridelake.benchmarks.leaderboard;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.Rounds;
import io.stridelake.rules.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code ./stride benchmarks jmh}: all of it in one table. */
public final class LeaderboardRun {
  private static final String[] SIZES = {"1", "10000", "100000", "1000000"};
  private static final String[] PEERS_SIZES = {"10000", "1000000"};
  private static final String MILLION = "1000000";
  private static final List<String> QUESTIONS =
      List.of("rank", "countAbove", "pageAtTheTop", "pageInTheMiddle", "around", "move");

  /** A question and the size of the board it is asked. */
  private record Case(int question, int members) implements Comparable<Case> {
    @Override
    public int compareTo(Case other) {
      return question == other.question
          ? Integer.compare(members, other.members)
          : Integer.compare(question, other.question);
    }
  }

  private LeaderboardRun() {}

  /**
   * Measures, prints and writes.
   *
   * @param arguments the folder for the result, and the commit that is measured
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Report report = new Report("Leaderboards", arguments[1]);
    Map<Case, Map<BoardKind, Double>> nanos = new TreeMap<>();
    add(nanos, run(questions(".*", SIZES, BoardKind.STORE)));
    add(
        nanos,
        run(
            questions(
                ".*",
                PEERS_SIZES,
                BoardKind.TREE_SET,
                BoardKind.SKIP_LIST,
                BoardKind.SORTED_LIST)));
    add(nanos, run(questions("(rank|countAbove|move)", PEERS_SIZES, BoardKind.FENWICK)));
    add(nanos, run(questions("move", PEERS_SIZES, BoardKind.STORE_NOBODY_ASKS)));
    List<RunResult> cold = new ArrayList<>(run(coldBoards(Metric.POINTS, "1", "12")));
    cold.addAll(run(coldBoards(Metric.LONGEST_STREAK, "12")));
    write(report, nanos);
    writeCold(report, cold);
    writeMemory(report);
    report.publish(Path.of(arguments[0]), "leaderboards.md");
  }

  private static Collection<RunResult> run(Options options) throws RunnerException {
    return new Runner(options).run();
  }

  private static Options questions(String questions, String[] members, BoardKind... kinds) {
    String[] names = new String[kinds.length];
    for (int kind = 0; kind < kinds.length; kind++) {
      names[kind] = kinds[kind].name();
    }
    return new OptionsBuilder()
        .include("^" + BoardBenchmark.class.getName() + "\\." + questions + "$")
        .param("kind", names)
        .param("members", members)
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(150))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(150))
        .jvmArgsAppend("-Xmx3g")
        .build();
  }

  private static Options coldBoards(Metric metric, String... partitions) {
    return new OptionsBuilder()
        .include(ColdBoardBenchmark.class.getSimpleName())
        .param("metric", metric.name())
        .param("partitions", partitions)
        .param("members", MILLION)
        .forks(1)
        .warmupIterations(0)
        .measurementIterations(6)
        .jvmArgsAppend("-Xmx4g")
        .build();
  }

  private static void add(Map<Case, Map<BoardKind, Double>> nanos, Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      int question = QUESTIONS.indexOf(name.substring(name.lastIndexOf('.') + 1));
      int members = Integer.parseInt(result.getParams().getParam("members"));
      nanos
          .computeIfAbsent(new Case(question, members), _ -> new EnumMap<>(BoardKind.class))
          .put(
              BoardKind.valueOf(result.getParams().getParam("kind")),
              result.getPrimaryResult().getStatistics().getPercentile(50));
    }
  }

  private static void write(Report report, Map<Case, Map<BoardKind, Double>> nanos) {
    report.line("");
    report.line(
        "Medians of 5 rounds. The store's time in microseconds; the others as multiples of it, so"
            + " that more than 1 is slower than the store. A page has 100 rows. The store answers"
            + " by queries, reads and writes RocksDB when it is changed, and lets readers hold"
            + " snapshots; the others do none of that.");
    report.head(
        "question",
        "members",
        "store µs",
        "TreeSet",
        "skip list",
        "sorted list",
        "Fenwick",
        "store, nobody asks");
    nanos.forEach((one, kinds) -> report.row(row(one, kinds)));
    report.endTable();
  }

  private static List<String> row(Case one, Map<BoardKind, Double> nanos) {
    double store = nanos.getOrDefault(BoardKind.STORE, Double.NaN);
    List<String> row = new ArrayList<>();
    row.add(QUESTIONS.get(one.question()));
    row.add("%,d".formatted(one.members()));
    row.add(short3(store / 1000));
    for (BoardKind kind :
        List.of(
            BoardKind.TREE_SET,
            BoardKind.SKIP_LIST,
            BoardKind.SORTED_LIST,
            BoardKind.FENWICK,
            BoardKind.STORE_NOBODY_ASKS)) {
      Double time = nanos.get(kind);
      row.add(time == null ? "" : short3(time / store) + "×");
    }
    return row;
  }

  private static void writeCold(Report report, List<RunResult> results) {
    report.line(
        "The first question to a board of 1,000,000 members that nobody asked for yet, seconds:"
            + " their roster rows and day rows are read from RocksDB. Partitions are asked at once."
            + " Computing is how long the building threads had a core together; the rest is"
            + " waiting for other programs, and the collector.");
    report.head(
        "metric",
        "partitions",
        "first in a JVM",
        "later ones, median",
        "computing, first",
        "computing, later");
    for (RunResult result : results) {
      List<Double> taken = new ArrayList<>();
      List<Double> computed = new ArrayList<>();
      for (IterationResult round : rounds(result)) {
        Result<?> milliseconds = round.getSecondaryResults().get("milliseconds");
        taken.add(round.getPrimaryResult().getScore() / 1000);
        computed.add(milliseconds == null ? Double.NaN : milliseconds.getScore() / 1000);
      }
      report.row(
          List.of(
              result.getParams().getParam("metric").toLowerCase(Locale.ROOT),
              result.getParams().getParam("partitions"),
              short3(taken.removeFirst()),
              short3(Rounds.of(taken).median()),
              short3(computed.removeFirst()),
              short3(Rounds.of(computed).median())));
    }
    report.endTable();
  }

  private static List<IterationResult> rounds(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .toList();
  }

  private static void writeMemory(Report report) {
    int members = Integer.parseInt(MILLION);
    report.line("Heap that boards of 1,000,000 members take, the used heap before subtracted.");
    report.head("what", "bytes a member");
    try (StoreBoard store = new StoreBoard(Members.of(members))) {
      long before = Heap.used();
      store.total(StoreBoard.view(Metric.POINTS));
      long first = Heap.used();
      store.total(StoreBoard.view(Metric.KM));
      long second = Heap.used();
      store.total(StoreBoard.view(Metric.LONGEST_STREAK));
      long streaks = Heap.used();
      report.row(List.of("roster and first board", bytes(first - before, members)));
      report.row(List.of("each further board", bytes(second - first, members)));
      report.row(List.of("a board of streaks", bytes(streaks - second, members)));
    }
    report.endTable();
  }

  private static String bytes(long bytes, int members) {
    return Long.toString(Math.round((double) bytes / members));
  }

  private static String short3(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return ("%,." + decimals + "f").formatted(value);
  }
}
