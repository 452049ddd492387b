package io.stridelake.system.company;

import io.stridelake.athlete.AthleteId;
import io.stridelake.system.company.TwinCompany.Recorded;
import io.stridelake.system.oracle.Row;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walkers with one walk each, in a year that nobody else has walked in. Each change makes a walk
 * longer and moves it to the other of two days, so that half of a change would show, and so that
 * the lengths tell how far in its history each partition is.
 */
public final class MovingWalkers {
  /** The period of all walks. */
  public static final String PERIOD = "period=year&date=2031-05-05";

  private static final LocalDate DAY = LocalDate.of(2031, 5, 5);
  private static final int FIRST_LENGTH = 50;
  private static final long FIRST_ID = 77_000_000;
  private static final int PARTITIONS = new TopicCatalogue().partitions();
  private static final BigDecimal POINTS_PER_KM = new BigDecimal("1.1");

  private final Random random;
  private final Map<String, Walker> walkers = new LinkedHashMap<>();
  private final List<List<Long>> histories =
      Stream.generate(() -> (List<Long>) new ArrayList<Long>()).limit(PARTITIONS).toList();

  /**
   * When each state of the walk became the newest of its partition, by its place in the history.
   */
  private record Walker(long id, String athlete, int partition, List<Integer> places) {}

  /** So many walkers that have not walked yet. */
  public MovingWalkers(Random random, int count) {
    this.random = random;
    for (int i = 0; i < count; i++) {
      String athlete = "walker-" + i;
      int partition = Partitions.ofAthlete(new AthleteId(athlete), PARTITIONS);
      walkers.put(athlete, new Walker(FIRST_ID + i, athlete, partition, new ArrayList<>()));
    }
  }

  /** How many there are. */
  public int count() {
    return walkers.size();
  }

  /** Somebody. */
  public String anyone() {
    return "walker-" + random.nextInt(walkers.size());
  }

  /** Their ids. */
  public Set<String> ids() {
    return Set.copyOf(walkers.keySet());
  }

  /** A roster file of all of them. */
  public String roster() {
    StringBuilder csv = new StringBuilder("athlete,name,department,account\n");
    walkers.keySet().forEach(id -> csv.append(id + ",Walker " + id + ",,\n"));
    return csv.toString();
  }

  /** Everybody's first walk. */
  public List<Recorded> start() {
    return walkers.values().stream().map(this::moved).toList();
  }

  /** The next walk of somebody. */
  public Recorded change() {
    return walkers.values().stream()
        .skip(random.nextInt(walkers.size()))
        .map(this::moved)
        .findFirst()
        .orElseThrow();
  }

  /** The end of all walks. */
  public List<Recorded> end() {
    return walkers.values().stream().map(walker -> recorded(walker, 1, true)).toList();
  }

  private synchronized Recorded moved(Walker walker) {
    List<Long> history = histories.get(walker.partition());
    history.add(System.nanoTime());
    walker.places().add(history.size());
    return recorded(walker, walker.places().size(), false);
  }

  private static Recorded recorded(Walker walker, int state, boolean deleted) {
    return new Recorded(
        walker.id(),
        TwinCompany.OTHER,
        walker.athlete(),
        "Walk",
        DAY.plusDays(state % 2).atTime(9, 0),
        ZoneOffset.UTC,
        kilometres(state).movePointRight(3),
        BigDecimal.ZERO,
        36_000,
        36_000,
        false,
        false,
        false,
        false,
        deleted);
  }

  /** Half a kilometre at first, ten metres more each time. */
  private static BigDecimal kilometres(int state) {
    return new BigDecimal(FIRST_LENGTH + state).movePointLeft(2);
  }

  /** How many changes of a partition were sent by then. */
  private int sent(int partition, long nanos) {
    List<Long> history = histories.get(partition);
    int sent = history.size();
    while (sent > 0 && history.get(sent - 1) - nanos > 0) {
      sent--;
    }
    return sent;
  }

  /**
   * What is wrong with a whole board: empty if each partition shows one state of its history that
   * is not older than all it had at a time.
   *
   * @param oldest when the oldest state that may be shown was the newest, by {@code nanoTime}
   */
  public synchronized String flaw(List<Row> rows, long oldest) {
    Map<Integer, int[]> windows = new LinkedHashMap<>();
    for (Row row : rows) {
      Walker walker = walkers.get(row.id());
      int state = row.km().movePointRight(2).intValueExact() - FIRST_LENGTH;
      if (walker == null || row.activities() != 1 || state < 1 || state > walker.places().size()) {
        return "impossible row " + row;
      }
      if (points(state).compareTo(row.points()) != 0 || row.value().compareTo(row.points()) != 0) {
        return "points do not fit " + row;
      }
      int[] window =
          windows.computeIfAbsent(walker.partition(), _ -> new int[] {0, Integer.MAX_VALUE});
      window[0] = Math.max(window[0], walker.places().get(state - 1));
      if (state < walker.places().size()) {
        window[1] = Math.min(window[1], walker.places().get(state));
      }
    }
    for (Map.Entry<Integer, int[]> window : windows.entrySet()) {
      int from = window.getValue()[0];
      int before = window.getValue()[1];
      if (from >= before) {
        return "partition " + window.getKey() + " mixes states " + from + " and " + before;
      }
      if (before <= sent(window.getKey(), oldest)) {
        return "partition " + window.getKey() + " shows a state older than " + before;
      }
    }
    return ranks(rows);
  }

  private String ranks(List<Row> rows) {
    if (rows.size() != walkers.size()) {
      return rows.size() + " rows (expected " + walkers.size() + ")";
    }
    for (Row row : rows) {
      long rank = 1 + rows.stream().filter(r -> r.value().compareTo(row.value()) > 0).count();
      int index = rows.indexOf(row);
      if (row.rank() != rank || row.position() != index + 1) {
        return "rank is not " + rank + " or position not " + (index + 1) + ": " + row;
      }
    }
    return "";
  }

  /** Whether a board shows the newest state of everybody. */
  public synchronized boolean isNewest(List<Row> rows) {
    return rows.size() == walkers.size()
        && rows.stream()
            .allMatch(
                row -> {
                  Walker walker = walkers.get(row.id());
                  return walker != null
                      && row.km().compareTo(kilometres(walker.places().size())) == 0;
                });
  }

  /** At least one point, a thousandth rounded half up, from the rule for walks. */
  private static BigDecimal points(int state) {
    return kilometres(state)
        .multiply(POINTS_PER_KM)
        .setScale(3, RoundingMode.HALF_UP)
        .max(BigDecimal.ONE);
  }
}
