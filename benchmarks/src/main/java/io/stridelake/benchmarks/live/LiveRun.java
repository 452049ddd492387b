package io.stridelake.benchmarks.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.benchmarks.Report;
import io.stridelake.benchmarks.WorkFolder;
import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.company.TopicWriter;
import io.stridelake.benchmarks.installation.CpuShares;
import io.stridelake.benchmarks.installation.Installation;
import io.stridelake.benchmarks.load.Latencies.Summary;
import io.stridelake.rules.RuleSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ./stride benchmarks live}: a company of ten thousand under load, alone or rescored. */
public final class LiveRun {
  private static final int ATHLETES = 10_000;
  private static final int HISTORY = 100_000;
  private static final int STREAMS_MEGABYTES = 2_048;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(3);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration LONGEST_RESCORE = Duration.ofMinutes(30);
  private static final String NEW_RULES = "benchmark-2";

  private final Installation installation;
  private final Report report;

  private LiveRun(Installation installation, Report report) {
    this.installation = installation;
    this.report = report;
  }

  /**
   * Measures, prints and writes.
   *
   * @param arguments the folder for the result, the commit that is measured, then {@code load} and
   *     how many seconds, or {@code rescoring} and how many activities
   */
  public static void main(String[] arguments) throws Exception {
    boolean rescoring = arguments[2].equals("rescoring");
    int size = Integer.parseInt(arguments[3]);
    Report report = new Report(rescoring ? "Live, rescoring" : "Live", arguments[1]);
    try (WorkFolder folder = WorkFolder.make("live-");
        Installation installation =
            Installation.start(folder.path(), RuleSets.defaultRuleSet(), STREAMS_MEGABYTES, true)) {
      LiveRun run = new LiveRun(installation, report);
      if (rescoring) {
        run.company(size);
        run.rescoring(size);
      } else {
        run.company(HISTORY);
        run.load(Duration.ofSeconds(size));
      }
    }
    report.publish(Path.of(arguments[0]), rescoring ? "live-rescoring.md" : "live.md");
  }

  private void company(int history) throws IOException, InterruptedException {
    say("%,d athletes and %,d activities of theirs are written".formatted(ATHLETES, history));
    installation.putRoster(new Company(ATHLETES).roster());
    try (TopicWriter topics =
        new TopicWriter(installation.bootstrap(), installation.registry(), 1)) {
      History.write(topics, history, ATHLETES);
    }
    installation.await(
        "the history is derived",
        "/totals",
        Duration.ofMinutes(10),
        totals -> totals.at("/company/activities").asLong() == history);
    report.line(
        "%,d athletes with %,d activities before; exactly-once, 12 partitions, a stream thread for each app; broker, scoring-streams, query and ingest each a process, the load another."
            .formatted(ATHLETES, history));
  }

  private void load(Duration time) throws Exception {
    Load.Rates rates = new Load.Rates(500, 1_000, 500);
    try (Load load = new Load(installation, rates)) {
      say(
          "load, %d s to warm up and %d s that count"
              .formatted(WARM_UP.toSeconds(), time.toSeconds()));
      warmUp(load, rates);
      long start = System.nanoTime();
      int failedBefore = load.failedPolls();
      int refusedBefore = load.failedWebhooks();
      CpuShares shares = installation.cpuShares();
      pause(time);
      long end = System.nanoTime();
      String used = shares.words();
      load.settle();
      report.line("%d s of that count.".formatted(time.toSeconds()));
      report.head("what", "times", "p50", "p99", "worst", "target");
      Summary visible = load.visible().between(start, end);
      row(
          "payload in the lake → visible",
          visible,
          "p50 < 300 ms, p99 < 1 s",
          visible.p50() < 300 && visible.p99() < 1_000);
      Summary webhook = load.announced().between(start, end);
      row(
          "webhook answered",
          webhook,
          "p99 < 50 ms, worst < 1 s",
          webhook.p99() < 50 && webhook.worst() < 1_000 && load.failedWebhooks() == refusedBefore);
      int failed = load.failedPolls() - failedBefore;
      row("poll answered", load.polled().between(start, end), "", true);
      report.endTable();
      report.line(failed(failed, load) + " " + used);
      int refused = load.failedWebhooks() - refusedBefore;
      if (refused > 0) {
        report.line(
            "%,d webhooks were refused, the first of all: %s."
                .formatted(refused, load.firstFailedWebhook()));
      }
    }
  }

  private void rescoring(int activities) throws Exception {
    Load.Rates rates = new Load.Rates(200, 500, 0);
    storeNewRules();
    try (Load load = new Load(installation, rates)) {
      say("load, %d s to warm up and %d s alone".formatted(WARM_UP.toSeconds(), IDLE.toSeconds()));
      warmUp(load, rates);
      long idle = System.nanoTime();
      CpuShares sharesAlone = installation.cpuShares();
      pause(IDLE);
      String usedAlone = sharesAlone.words();
      long start = System.nanoTime();
      int failedBefore = load.failedPolls();
      CpuShares shares = installation.cpuShares();
      rescore();
      long end = System.nanoTime();
      String used = shares.words();
      load.settle();
      report.line(
          "Alone for %d s, then while everything is rescored from the catalogue."
              .formatted(IDLE.toSeconds()));
      report.head("what", "times", "p50", "p99", "worst", "target");
      Summary alone = load.visible().between(idle, start);
      Summary beside = load.visible().between(start, end);
      double ratio = beside.p99() / alone.p99();
      row("visible, alone", alone, "", true);
      row(
          "visible, while rescored",
          beside,
          "p99 ≤ 2 × alone, is %.2f ×".formatted(ratio),
          ratio <= 2);
      row("poll answered, alone", load.polled().between(idle, start), "", true);
      row("poll answered, while rescored", load.polled().between(start, end), "", true);
      report.endTable();
      int failed = load.failedPolls() - failedBefore;
      report.line(failed(failed, load) + " Target 0: " + verdict(failed == 0) + ".");
      double seconds = (end - start) / 1e9;
      report.line(
          "The rescore took %.0f s, %,.0f activities a second."
              .formatted(seconds, activities / seconds));
      report.line("Alone: " + usedAlone + " While rescored: " + used);
    }
  }

  private void storeNewRules() throws IOException, InterruptedException {
    String rules = new String(RuleSets.defaultRuleSet(), StandardCharsets.UTF_8);
    String changed =
        rules.replaceFirst("(?m)^version: .*$", "version: " + NEW_RULES).replace("0.25", "0.3");
    installation.post("/rule-sets", "application/yaml", changed, 201);
  }

  private void rescore() throws IOException, InterruptedException {
    JsonNode begun =
        installation.post(
            "/generations",
            "application/json",
            "{\"ruleSet\":\"%s\",\"from\":\"catalogue\"}".formatted(NEW_RULES),
            202);
    int id = begun.required("id").asInt();
    long began = System.nanoTime();
    long latest = began + LONGEST_RESCORE.toNanos();
    long told = 0;
    while (true) {
      JsonNode generation = installation.admin("/generations/" + id);
      String state = generation.path("state").asText();
      if (state.equals("ready")) {
        return;
      }
      if (!state.equals("building") || System.nanoTime() > latest) {
        throw new IllegalStateException("the rescore does not end: " + generation);
      }
      long seconds = (System.nanoTime() - began) / 1_000_000_000L;
      if (seconds >= told + 10) {
        told = seconds;
        say("rescoring for %d s: %s".formatted(seconds, generation.path("progress")));
      }
      pause(Duration.ofMillis(250));
    }
  }

  /** Until nothing is left of what piled up while the services compiled themselves. */
  private void warmUp(Load load, Load.Rates rates) throws InterruptedException {
    long began = System.nanoTime();
    long latest = began + LONGEST_WARM_UP.toNanos();
    pause(WARM_UP);
    while (load.outstanding() > rates.activities() && System.nanoTime() < latest) {
      say("warming up, %,d activities are not seen yet".formatted(load.outstanding()));
      pause(Duration.ofSeconds(5));
    }
    report.line(
        "%,d activities, %,d polls and %,d webhooks a second, times from the instant at which each was to begin, after %d s to warm up."
            .formatted(
                rates.activities(),
                rates.polls(),
                rates.webhooks(),
                (System.nanoTime() - began) / 1_000_000_000L));
  }

  private void pause(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      Thread.sleep(Math.min(250, time.toMillis()));
      installation.check();
    }
  }

  private void row(String what, Summary times, String target, boolean holds) {
    report.row(
        List.of(
            what,
            "%,d".formatted(times.count()),
            "%.1f ms".formatted(times.p50()),
            "%.1f ms".formatted(times.p99()),
            "%.1f ms".formatted(times.worst()),
            target.isEmpty() ? "" : target + ": " + verdict(holds)));
  }

  private static String failed(int failed, Load load) {
    return failed == 0
        ? "No poll failed."
        : "%,d polls failed, the first of all: %s.".formatted(failed, load.firstFailedPoll());
  }

  private static String verdict(boolean holds) {
    return holds ? "holds" : "missed";
  }

  private static void say(String words) {
    System.out.println("stride: " + words);
  }
}
