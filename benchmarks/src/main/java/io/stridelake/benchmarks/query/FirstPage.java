package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.Rounds;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often a board's first page is answered in a second, beside nginx with the same bytes. */
final class FirstPage {
  private static final String PATH = "/api/v1/rankings/athletes";
  private static final int CONNECTIONS = 32;

  private final Report report;
  private final int rounds;
  private final int port;

  /** Of the query service at a port. */
  FirstPage(Report report, int rounds, int port) {
    this.report = report;
    this.rounds = rounds;
    this.port = port;
  }

  /** Measures it beside a file of the same bytes. */
  void measure(Path folder, int members) throws Exception {
    Reply page = get(port, PATH, null);
    if (page.status() != 200 || page.tag() == null) {
      throw new IOException("the first page is " + page.status());
    }
    try (Nginx nginx = Nginx.start(folder, page.body())) {
      FreePort.awaitListener(nginx.port());
      List<Target> targets =
          List.of(
              new Target("static file, nginx", nginx.port(), "/" + Nginx.FILE, null),
              new Target("first page", port, PATH, null),
              new Target("first page, 304", port, PATH, page.tag()));
      List<Double> rates = rates(targets, page.body());
      report.line("");
      report.line(
          "First page of %,d members, %,d bytes; requests a second by wrk over %d connections, median of %d rounds of %d s."
              .formatted(members, page.body().length, CONNECTIONS, rounds, QueryRun.SECONDS));
      report.head("what", "requests/s", "beside", "ratio", "target");
      report.row(List.of(targets.getFirst().what(), rate(rates.get(0)), "", "", ""));
      row(targets.get(1).what(), rates.get(1), "nginx", rates.get(1) / rates.get(0), 0.5);
      row(targets.get(2).what(), rates.get(2), "the 200", rates.get(2) / rates.get(1), 1);
      report.endTable();
    }
  }

  /**
   * An address that wrk asks for.
   *
   * @param tag what is known already, or null
   */
  private record Target(String what, int port, String path, @Nullable String tag) {}

  private List<Double> rates(List<Target> targets, byte[] body) throws Exception {
    List<List<Double>> all = targets.stream().<List<Double>>map(_ -> new ArrayList<>()).toList();
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < targets.size(); i++) {
        Target target = targets.get(i);
        requireRight(target, body);
        List<String> headers =
            target.tag() == null ? List.of() : List.of("If-None-Match: " + target.tag());
        double rate =
            Wrk.rate(
                "http://127.0.0.1:" + target.port() + target.path(),
                CONNECTIONS,
                QueryRun.SECONDS,
                headers);
        requireRight(target, body);
        QueryRun.say(
            "%s: %,.0f a second%s".formatted(target.what(), rate, round < 0 ? ", warming up" : ""));
        if (round >= 0) {
          all.get(i).add(rate);
        }
      }
    }
    return all.stream().map(each -> Rounds.of(each).median()).toList();
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
}
