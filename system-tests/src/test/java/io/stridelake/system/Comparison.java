package io.stridelake.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import io.stridelake.system.oracle.Oracle.Filter;
import io.stridelake.system.oracle.OracleBoard;
import io.stridelake.system.oracle.Person;
import io.stridelake.system.oracle.Row;
import io.stridelake.system.oracle.Stretch;
import io.stridelake.system.oracle.TotalRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds every answer of the public API against the oracle. */
final class Comparison {
  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Installation installation;
  private final Oracle oracle;
  private final Differences differences = new Differences();
  private final Duration patience;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong postponed = new AtomicLong();

  Comparison(Installation installation, Oracle oracle) {
    this(installation, oracle, PATIENCE);
  }

  private Comparison(Installation installation, Oracle oracle, Duration patience) {
    this.installation = installation;
    this.oracle = oracle;
    this.patience = patience;
  }

  /** How many requests were made. */
  long requests() {
    return requests.get();
  }

  /** How many requests were answered by an honest 503 first. */
  long postponed() {
    return postponed.get();
  }

  long compared() {
    return differences.compared();
  }

  /** What the totals and the main board of all time lack, empty when they are right already. */
  String gap() {
    Comparison glance = new Comparison(installation, oracle, Duration.ZERO);
    try {
      glance.totals(Stretch.ALL);
      glance.board(OracleBoard.BOARDS.getFirst(), Stretch.ALL, Filter.NONE, 100);
      glance.differences.assertNone();
      return "";
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Compares everything; throws with the first differences if there are any. */
  void compareEverything() throws InterruptedException {
    List<Runnable> work = new ArrayList<>();
    for (Stretch period : oracle.periods()) {
      work.add(() -> totals(period));
      for (OracleBoard board : OracleBoard.BOARDS) {
        if (board.has(period)) {
          work.add(() -> board(board, period, Filter.NONE, limit(period)));
        }
      }
    }
    filtered(work);
    for (Stretch period : List.of(Stretch.ALL, Stretch.SPRING)) {
      for (Person person : oracle.people()) {
        work.add(() -> member(OracleBoard.BOARDS.getFirst(), period, person.id()));
      }
    }
    work.add(() -> member(OracleBoard.BOARDS.get(1), Stretch.ALL, department()));
    work.add(() -> backwards(Stretch.ALL, 7));
    work.add(() -> backwards(Stretch.SPRING, 10));
    run(work);
    differences.assertNone();
  }

  /** Compares the totals of every period and the main boards from months on. */
  void compareOverview() throws InterruptedException {
    List<Runnable> work = new ArrayList<>();
    for (Stretch period : oracle.periods()) {
      work.add(() -> totals(period));
      if (List.of("month", "year", "all", "season").contains(period.kind())) {
        work.add(() -> board(OracleBoard.BOARDS.getFirst(), period, Filter.NONE, 100));
        work.add(() -> board(OracleBoard.BOARDS.get(2), period, Filter.NONE, 100));
      }
    }
    run(work);
    differences.assertNone();
  }

  private void filtered(List<Runnable> work) {
    OracleBoard athletes = OracleBoard.BOARDS.getFirst();
    OracleBoard departments = OracleBoard.BOARDS.get(1);
    OracleBoard sports =
        OracleBoard.BOARDS.stream().filter(b -> b.of().equals("sports")).findFirst().orElseThrow();
    List<Stretch> some =
        oracle.periods().stream()
            .filter(p -> List.of("month", "year", "all", "season").contains(p.kind()))
            .toList();
    for (Stretch period : some) {
      for (String sport : List.of("Run", "Walk", "Swim")) {
        work.add(() -> board(athletes, period, new Filter(sport, null), 20));
        work.add(() -> board(departments, period, new Filter(sport, null), 20));
      }
      work.add(() -> board(athletes, period, new Filter(null, department()), 20));
      work.add(() -> board(athletes, period, new Filter("Run", department()), 20));
      work.add(() -> board(sports, period, new Filter(null, department()), 20));
    }
  }

  private String department() {
    return oracle.totals(Stretch.ALL).departments().getFirst().id();
  }

  private static int limit(Stretch period) {
    return switch (period.kind()) {
      case "day" -> 50;
      case "week" -> 20;
      default -> 9;
    };
  }

  private void run(List<Runnable> work) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Runnable each : work) {
        threads.execute(
            () -> {
              try {
                each.run();
              } catch (RuntimeException | AssertionError e) {
                differences.add(e.toString());
              }
            });
      }
      threads.shutdown();
      if (!threads.awaitTermination(4, TimeUnit.MINUTES)) {
        threads.shutdownNow();
        throw new AssertionError("comparing did not come to an end");
      }
    }
  }

  /** Reads a board page by page, forwards, and compares it as a whole. */
  void board(OracleBoard board, Stretch period, Filter filter, int limit) {
    String path = path(board, period, filter, limit);
    List<Row> expected = oracle.board(board, period, filter);
    List<Row> actual = new ArrayList<>();
    JsonNode page = get(path);
    String version = page.get("version").asText();
    head(path, board.id(), period, page);
    while (true) {
      differences.compare(
          path + " total", Row.plain(page.get("total").decimalValue()).intValue(), expected.size());
      differences.compare(path + " version", page.get("version").asText(), version);
      List<Row> rows = rows(page);
      actual.addAll(rows);
      JsonNode next = page.get("next");
      if (next.isNull() || rows.isEmpty() || actual.size() > expected.size()) {
        break;
      }
      page = get(path + "&cursor=" + next.asText());
    }
    differences.compareRows(path, actual, expected);
  }

  private void backwards(Stretch period, int limit) {
    OracleBoard board = OracleBoard.BOARDS.getFirst();
    String path = path(board, period, Filter.NONE, limit);
    JsonNode page = get(path);
    while (!page.get("next").isNull()) {
      page = get(path + "&cursor=" + page.get("next").asText());
    }
    List<Row> actual = new ArrayList<>(rows(page));
    while (!page.get("previous").isNull()) {
      page = get(path + "&cursor=" + page.get("previous").asText());
      actual.addAll(0, rows(page));
    }
    differences.compareRows(path + " backwards", actual, oracle.board(board, period, Filter.NONE));
  }

  private void member(OracleBoard board, Stretch period, String id) {
    String path = "/rankings/" + board.id() + "/members/" + encoded(id) + "?" + period.query();
    List<Row> expected = oracle.board(board, period, Filter.NONE);
    JsonNode answer = get(path);
    head(path, board.id(), period, answer);
    differences.compare(
        path + " total", Row.plain(answer.get("total").decimalValue()).intValue(), expected.size());
    Row row = expected.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    JsonNode entry = answer.get("entry");
    differences.compare(path, entry.isNull() ? null : Row.of(entry), row);
    if (row != null && !entry.isNull()) {
      differences.compare(
          path + " percentile",
          Row.plain(entry.get("percentile").decimalValue()),
          percentile(expected, row));
    }
  }

  private static BigDecimal percentile(List<Row> board, Row row) {
    long below = board.stream().filter(each -> each.rank() > row.rank()).count();
    return Row.plain(
        BigDecimal.valueOf(below * 100)
            .divide(BigDecimal.valueOf(board.size()), 1, RoundingMode.HALF_UP));
  }

  void totals(Stretch period) {
    String path = "/totals?" + period.query();
    JsonNode answer = get(path);
    period(path, period, answer.get("period"));
    Oracle.Totals expected = oracle.totals(period);
    differences.compare(path + " company", TotalRow.of(answer.get("company")), expected.company());
    differences.compareRows(
        path + " departments", totals(answer.get("departments")), expected.departments());
    differences.compareRows(path + " sports", totals(answer.get("sports")), expected.sports());
  }

  private void head(String path, String board, Stretch period, JsonNode answer) {
    differences.compare(path + " board", answer.get("board").asText(), board);
    differences.compare(path + " ruleSet", answer.get("ruleSet").asText(), "whole-path-1");
    differences.compare(path + " complete", answer.get("complete").asBoolean(), true);
    period(path, period, answer.get("period"));
  }

  private void period(String path, Stretch expected, JsonNode period) {
    differences.compare(path + " period kind", period.get("kind").asText(), expected.kind());
    differences.compare(path + " period id", period.get("id").asText(), expected.id());
    differences.compare(path + " from", date(period.get("from")), text(expected.from()));
    differences.compare(path + " to", date(period.get("to")), text(expected.to()));
  }

  private static @Nullable String date(JsonNode date) {
    return date.isNull() ? null : date.asText();
  }

  private static @Nullable String text(@Nullable Object date) {
    return date == null ? null : date.toString();
  }

  /** Asks as a front end does: an honest 503 is asked again, for a while. */
  private JsonNode get(String path) {
    requests.incrementAndGet();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Http.Answer answer = installation.http().get(installation.api(path));
      if (answer.status() == 200) {
        return answer.json();
      }
      if (answer.status() != 503 || System.nanoTime() > deadline) {
        throw new AssertionError(path + " answered " + answer.status() + ": " + answer.text());
      }
      postponed.incrementAndGet();
      LockSupport.parkNanos(200_000_000);
    }
  }

  static String path(OracleBoard board, Stretch period, Filter filter, int limit) {
    return "/rankings/"
        + board.id()
        + "?"
        + period.query()
        + (filter.sport() == null ? "" : "&sport=" + encoded(filter.sport()))
        + (filter.department() == null ? "" : "&department=" + encoded(filter.department()))
        + "&limit="
        + limit;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<Row> rows(JsonNode page) {
    return StreamSupport.stream(page.get("entries").spliterator(), false).map(Row::of).toList();
  }

  private static List<TotalRow> totals(JsonNode all) {
    return StreamSupport.stream(all.spliterator(), false).map(TotalRow::of).toList();
  }
}
