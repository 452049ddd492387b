package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.Rounds;
import io.stridelake.benchmarks.WorkFolder;
import io.stridelake.benchmarks.company.TopicWriter;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Installation;
import io.stridelake.benchmarks.load.Latencies.Summary;
import io.stridelake.benchmarks.query.MemberQuestions.Kind;
import io.stridelake.rules.RuleSets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** {@code ./stride benchmarks query}: rankings beside nginx and Redis. */
public final class QueryRun implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final int PER_SECOND = 250;
  static final int SECONDS = 5;
  private static final int WARM_UPS = 3;
  private static final int WARM_UP_PER_SECOND = 1_000;
  private static final int LEAST_MEGABYTES = 1_024;
  private static final int MEGABYTES_OF_A_MILLION = 3_072;
  private static final int MILLION = 1_000_000;

  private final Report report;
  private final int rounds;
  private final List<Part> parts = new ArrayList<>();
  private final List<AutoCloseable> started = new ArrayList<>();

  /** A company and the installation that ranks it. */
  private record Part(Members members, Installation installation) {
    /** The board in Redis. */
    String board() {
      return "athletes-" + members.size();
    }
  }

  /** One line of the table and what its rounds came to. */
  private record Case(
      String what,
      @Nullable Kind kind,
      int size,
      boolean redis,
      OpenQuestions questions,
      List<Summary> rounds) {
    void round(int perSecond, boolean counts) throws InterruptedException {
      Summary summary = questions.round(SECONDS, perSecond, CONNECTIONS);
      if (counts) {
        rounds.add(summary);
      }
    }
  }

  private QueryRun(Report report, int rounds) {
    this.report = report;
    this.rounds = rounds;
  }

  /**
   * Measures, prints and writes.
   *
   * @param arguments the folder for the result, the commit that is measured, how many members the
   *     largest company has, and how many rounds count
   */
  public static void main(String[] arguments) throws Exception {
    int largest = Integer.parseInt(arguments[2]);
    Report report = new Report("Queries", arguments[1]);
    try (WorkFolder folder = WorkFolder.make("query-");
        QueryRun run = new QueryRun(report, Integer.parseInt(arguments[3]))) {
      run.companies(folder.path(), List.of(largest / 100, largest / 10, largest));
      run.firstPage(folder.path());
      run.members(folder.path());
    }
    report.publish(Path.of(arguments[0]), "query.md");
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : started.reversed()) {
      part.close();
    }
  }

  private void companies(Path folder, List<Integer> sizes) throws Exception {
    for (int size : sizes) {
      say("a company of %,d is written and derived".formatted(size));
      Members members = new Members(size);
      int megabytes =
          Math.max(LEAST_MEGABYTES, (int) ((long) MEGABYTES_OF_A_MILLION * size / MILLION));
      Installation installation =
          Installation.start(
              folder.resolve("installation-" + size), RuleSets.defaultRuleSet(), megabytes, false);
      started.add(installation);
      try (TopicWriter topics =
          new TopicWriter(installation.bootstrap(), installation.registry(), 1)) {
        members.write(topics);
      }
      installation.await(
          "everybody is ranked",
          "/rankings/athletes?limit=1",
          Duration.ofMinutes(15),
          page -> page.path("total").asLong() == size);
      parts.add(new Part(members, installation));
    }
    report.line(
        "Companies of %s members, an installation of processes each; one HTTP client for all, loopback, keep-alive."
            .formatted(String.join(", ", sizes.stream().map("%,d"::formatted).toList())));
  }

  /** The middle company's, so that it is of the size that the target names. */
  private void firstPage(Path folder) throws Exception {
    Part part = parts.get(1);
    new FirstPage(report, rounds, part.installation().queryPort())
        .measure(folder.resolve("nginx"), part.members().size());
  }

  private void members(Path folder) throws Exception {
    Redis redis = Redis.start(folder.resolve("redis"));
    started.add(redis);
    FreePort.awaitListener(redis.httpPort());
    say("Redis is being filled");
    redis.athletes(parts.getLast().members());
    List<Case> cases = new ArrayList<>();
    for (Part part : parts) {
      redis.board(part.board(), part.members());
    }
    for (Kind kind : Kind.values()) {
      for (Part part : parts) {
        Members members = part.members();
        String what =
            (kind == Kind.RANK ? "rank of a member, " : "around a member, ")
                + "%,d".formatted(members.size());
        int port = part.installation().queryPort();
        cases.add(
            new Case(
                what,
                kind,
                members.size(),
                false,
                new MemberQuestions(port, "athletes", members, kind),
                new ArrayList<>()));
        cases.add(
            new Case(
                what + ", Redis",
                kind,
                members.size(),
                true,
                new MemberQuestions(redis.httpPort(), part.board(), members, kind),
                new ArrayList<>()));
      }
    }
    cases.add(
        new Case(
            "nothing, of scoring-streams",
            null,
            0,
            false,
            new Liveness(parts.get(1).installation().streamsPort()),
            new ArrayList<>()));
    for (int round = -WARM_UPS; round < rounds; round++) {
      say(round < 0 ? "members, warming up" : "members, round " + (round + 1));
      for (Case one : cases) {
        one.round(round < 0 ? WARM_UP_PER_SECOND : PER_SECOND, round >= 0);
      }
    }
    table(cases);
  }

  private void table(List<Case> cases) {
    report.line(
        "Members, one after the other: %d questions a second over %d connections, times from the instant at which each was to be sent, medians of %d rounds of %d s after %,d questions that do not count."
            .formatted(
                PER_SECOND, CONNECTIONS, rounds, SECONDS, WARM_UPS * WARM_UP_PER_SECOND * SECONDS));
    report.head(
        "what", "p50", "p99", "p99 of the smallest", "target 1.5", "p99 of Redis", "target 1");
    for (Case one : cases) {
      double p99 = p99(one);
      List<String> cells = new ArrayList<>();
      cells.add(one.what());
      cells.add("%.2f ms".formatted(median(one.rounds(), Summary::p50)));
      cells.add("%.2f ms".formatted(p99));
      if (one.redis() || one.kind() == null) {
        cells.addAll(List.of("", "", "", ""));
      } else {
        cells.addAll(
            compared(p99 / p99(find(cases, one.kind(), cases.getFirst().size(), false)), 1.5));
        cells.addAll(compared(p99 / p99(find(cases, one.kind(), one.size(), true)), 1));
      }
      report.row(cells);
    }
    report.endTable();
  }

  private static List<String> compared(double ratio, double target) {
    return List.of("%.2f ×".formatted(ratio), ratio <= target ? "holds" : "missed");
  }

  private static Case find(List<Case> cases, @Nullable Kind kind, int size, boolean redis) {
    return cases.stream()
        .filter(one -> one.kind() == kind && one.size() == size && one.redis() == redis)
        .findFirst()
        .orElseThrow();
  }

  private static double p99(Case one) {
    return median(one.rounds(), Summary::p99);
  }

  private static double median(List<Summary> rounds, ToDoubleFunction<Summary> what) {
    return Rounds.of(rounds.stream().map(what::applyAsDouble).toList()).median();
  }

  static void say(String words) {
    System.out.println("stride: " + words);
  }
}
