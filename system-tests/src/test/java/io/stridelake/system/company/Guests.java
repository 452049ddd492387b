package io.stridelake.system.company;

import io.stridelake.system.company.TwinCompany.Recorded;
import io.stridelake.system.oracle.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * People who record, correct and delete walks in a year that nobody else walks in, no two of which
 * overlap; what must be on the board in the end is counted beside it.
 */
public final class Guests {
  /** The period of all walks. */
  public static final String PERIOD = "period=year&date=2032-05-05";

  private static final LocalDate FIRST_DAY = LocalDate.of(2032, 1, 2);
  private static final int DAYS = 360;
  private static final long FIRST_ID = 88_000_000;

  private final Random random;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> recorded = new HashMap<>();
  private final Map<String, Map<Long, Walk>> walks = new TreeMap<>();
  private long nextId = FIRST_ID;

  /** The n-th walk of somebody, which decides its day and hour, and its length. */
  private record Walk(int number, int metres) {}

  /** So many guests without a walk. */
  public Guests(Random random, int count) {
    this.random = random;
    for (int i = 0; i < count; i++) {
      ids.add("guest-" + i);
      walks.put("guest-" + i, new TreeMap<>());
    }
  }

  /** Their ids. */
  public Set<String> ids() {
    return Set.copyOf(ids);
  }

  /** A new walk of somebody. */
  public Recorded create() {
    String guest = ids.get(random.nextInt(ids.size()));
    int number = recorded.merge(guest, 1, Integer::sum) - 1;
    long id = nextId++;
    Walk walk = new Walk(number, metres());
    walks.getOrDefault(guest, Map.of()).put(id, walk);
    return recorded(guest, id, walk, false);
  }

  /** A create, a correction or a deletion. */
  public Recorded change() {
    String guest = ids.get(random.nextInt(ids.size()));
    Map<Long, Walk> own = walks.getOrDefault(guest, Map.of());
    int what = random.nextInt(3);
    if (what == 0 || own.size() < 2) {
      return create();
    }
    List<Long> known = List.copyOf(own.keySet());
    long id = known.get(random.nextInt(known.size()));
    Walk before = own.getOrDefault(id, new Walk(0, 0));
    if (what == 1) {
      Walk corrected = new Walk(before.number(), metres());
      own.put(id, corrected);
      return recorded(guest, id, corrected, false);
    }
    own.remove(id);
    return recorded(guest, id, before, true);
  }

  /** What a whole board of theirs has other than it must; empty if nothing. */
  public String difference(List<Row> rows) {
    Map<String, String> expected = new TreeMap<>();
    walks.forEach(
        (guest, own) -> {
          long metres = own.values().stream().mapToLong(Walk::metres).sum();
          if (!own.isEmpty()) {
            expected.put(guest, own.size() + " walks, " + Row.plain(BigDecimal.valueOf(metres, 3)));
          }
        });
    Map<String, String> shown = new TreeMap<>();
    rows.forEach(row -> shown.put(row.id(), row.activities() + " walks, " + Row.plain(row.km())));
    return shown.equals(expected) ? "" : "shown " + shown + ", expected " + expected;
  }

  /** Tens of metres, so that a sum in km has two decimals and is not rounded. */
  private int metres() {
    return 10 * (100 + random.nextInt(100));
  }

  private static Recorded recorded(String guest, long id, Walk walk, boolean deleted) {
    return new Recorded(
        id,
        TwinCompany.STRAVA,
        guest,
        "Walk",
        FIRST_DAY.plusDays(walk.number() % DAYS).atTime((walk.number() / DAYS) % 24, 0),
        ZoneOffset.UTC,
        BigDecimal.valueOf(walk.metres()),
        BigDecimal.ZERO,
        1_200,
        1_200,
        false,
        false,
        false,
        false,
        deleted);
  }
}
