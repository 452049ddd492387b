package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.WorkFolder;
import io.stridelake.benchmarks.company.TopicWriter;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Installation;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import io.stridelake.benchmarks.load.Latencies.Summary;
import io.stridelake.benchmarks.query.MemberQuestions.Kind;
import io.stridelake.rules.RuleSets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** {@code ./stride benchmarks query}: rankings beside nginx and Redis. */
public final class QueryRun implements AutoCloseable {
  private static final String FIRST_PAGE = "/api/v1/rankings/athletes";
  private static final int WRK_CONNECTIONS = 32;
  private static final int CONNECTIONS = 16;
  private static final int PER_SECOND = 250;
  private static final int SECONDS = 5;
  private static final int WARM_UPS = 2;
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
      Kind kind,
      int size,
      boolean redis,
      MemberQuestions questions,
      List<Summary> rounds) {}

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
          new TopicWriter(installation.bootstrap(), installation.registry())) {
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

  /** The middle company's, so that it is the size that the target names. */
  private void firstPage(Path folder) throws Exception {
    Part part = parts.get(1);
    int port = part.installation().queryPort();
    Reply page = get(port, FIRST_PAGE, null);
    if (page.status() != 200 || page.tag() == null) {
      throw new IOException("the first page is " + page.status());
    }
    try (Nginx nginx = Nginx.start(folder.resolve("nginx"), page.body())) {
      FreePort.awaitListener(nginx.port());
      List<Target> targets =
          List.of(
              new Target("static file, nginx", nginx.port(), "/" + Nginx.FILE, null),
              new Target("first page", port, FIRST_PAGE, null),
              new Target("first page, 304", port, FIRST_PAGE, page.tag()));
      double[] rates = rates(targets, page.body());
      report.line("");
      report.line(
          "First page of %,d members, %,d bytes; requests a second by wrk over %d connections, median of %d rounds of %d s."
              .formatted(
                  part.members().size(), page.body().length, WRK_CONNECTIONS, rounds, SECONDS));
      report.head("what", "requests/s", "beside", "ratio", "target");
      report.row(List.of(targets.getFirst().what(), rate(rates[0]), "", "", ""));
      row(targets.get(1).what(), rates[1], "nginx", rates[1] / rates[0], 0.5);
      row(targets.get(2).what(), rates[2], "the 200", rates[2] / rates[1], 1);
      report.endTable();
    }
  }

  /**
   * An address that wrk asks for.
   *
   * @param tag what is known already, or null
   */
  private record Target(String what, int port, String path, @Nullable String tag) {}

  private double[] rates(List<Target> targets, byte[] body) throws Exception {
    double[][] all = new double[targets.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < targets.size(); i++) {
        Target target = targets.get(i);
        requireRight(target, body);
        List<String> headers =
            target.tag() == null ? List.of() : List.of("If-None-Match: " + target.tag());
        double rate =
            Wrk.rate(
                "http://127.0.0.1:" + target.port() + target.path(),
                WRK_CONNECTIONS,
                SECONDS,
                headers);
        requireRight(target, body);
        say("%s: %,.0f a second%s".formatted(target.what(), rate, round < 0 ? ", warming up" : ""));
        if (round >= 0) {
          all[i][round] = rate;
        }
      }
    }
    return Arrays.stream(all).mapToDouble(QueryRun::median).toArray();
  }

  private static void requireRight(Target target, byte[] body) throws IOException {
    Reply reply = get(target.port(), target.path(), target.tag());
    boolean right =
        target.tag() == null
            ? reply.status() == 200 && Arrays.equals(reply.body(), body)
            : reply.status() == 304;
    if (!right) {
      throw new IOException(target.what() + " answered " + reply.status() + ", or another body");
    }
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
    for (int round = -WARM_UPS; round < rounds; round++) {
      say(round < 0 ? "members, warming up" : "members, round " + (round + 1));
      for (Case one : cases) {
        Summary summary = one.questions().round(SECONDS, PER_SECOND, CONNECTIONS);
        if (round >= 0) {
          one.rounds().add(summary);
        }
      }
    }
    table(cases);
  }

  private void table(List<Case> cases) {
    report.line(
        "Members, one after the other: %d questions a second over %d connections, times from the instant at which each was to be sent, medians of %d rounds of %d s."
            .formatted(PER_SECOND, CONNECTIONS, rounds, SECONDS));
    report.head(
        "what", "p50", "p99", "p99 of the smallest", "target 1.5", "p99 of Redis", "target 1");
    for (Case one : cases) {
      double p99 = p99(one);
      List<String> cells = new ArrayList<>();
      cells.add(one.what());
      cells.add("%.2f ms".formatted(median(one.rounds(), Summary::p50)));
      cells.add("%.2f ms".formatted(p99));
      if (one.redis()) {
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

  private static Case find(List<Case> cases, Kind kind, int size, boolean redis) {
    return cases.stream()
        .filter(one -> one.kind() == kind && one.size() == size && one.redis() == redis)
        .findFirst()
        .orElseThrow();
  }

  private static double p99(Case one) {
    return median(one.rounds(), Summary::p99);
  }

  private static double median(List<Summary> rounds, ToDoubleFunction<Summary> what) {
    return median(rounds.stream().mapToDouble(what).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Reply get(int port, String path, @Nullable String tag) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      return connection.send(Request.get(path, tag));
    }
  }

  private void row(String what, double rate, String beside, double ratio, double target) {
    report.row(
        List.of(
            what,
            rate(rate),
            beside,
            "%.2f".formatted(ratio),
            "%.2f: %s".formatted(target, ratio >= target ? "holds" : "missed")));
  }

  private static String rate(double rate) {
    return "%,.0f".formatted(rate);
  }

  private static void say(String words) {
    System.out.println("stride: " + words);
  }
}
