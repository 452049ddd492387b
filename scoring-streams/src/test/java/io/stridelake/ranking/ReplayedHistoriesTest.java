package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.Fingerprint;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.rules.RuleSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.apache.kafka.common.utils.Bytes;

/**
 * Histories that are told again, otherwise, come to the same: what every board answers and is
 * called, what becomes of every activity, and every byte that is kept.
 *
 * <p>Only one thing may differ after compaction: the time of the newest record that changed a day,
 * because a record that took an activity away from the day may be one that compaction removed. With
 * it differs the day's row that is kept for nothing else, and so what a board is called. Where all
 * records were written at one time, nothing differs but such empty rows.
 */
class ReplayedHistoriesTest {
  private static final List<RuleSet> RULE_SETS =
      List.of(RuleSetsForTests.DEFAULT, RuleSetsForTests.CAPPED, RuleSetsForTests.OTHER);
  private static final int CHANGES = 60;

  @Property(tries = 60)
  void shouldBeTheSameHoweverAthletesComeAmongEachOther(@ForAll("seeds") long seed) {
    if (isLeftOut(seed)) {
      return;
    }
    Told told = new Told(seed);
    int partitions = 1 + told.random.nextInt(4);
    try (PartitionedRanking lived = told.lived(partitions, told.history);
        PartitionedRanking other = told.again(partitions, told.history.interleaved(told.random))) {
      assertThat(told.versions(other)).isEqualTo(told.versions(lived));
      assertThat(told.answers(other)).isEqualTo(told.answers(lived));
      assertThat(hex(other.keptRows())).isEqualTo(hex(lived.keptRows()));
      told.compareActivities(other);
    }
  }

  @Property(tries = 60)
  void shouldBeTheSameFromACompactedCatalogue(@ForAll("seeds") long seed) {
    if (isLeftOut(seed)) {
      return;
    }
    Told told = new Told(seed);
    try (PartitionedRanking lived = told.lived(2, told.history);
        PartitionedRanking other = told.again(2, told.history.compacted(told.random))) {
      assertThat(told.answers(other)).isEqualTo(told.answers(lived));
      assertThat(hex(withoutTimes(other))).isEqualTo(hex(withoutTimes(lived)));
      told.compareActivities(other);
    }
  }

  @Property(tries = 40)
  void shouldNameBoardsFromACompactedCatalogueAlike(@ForAll("seeds") long seed) {
    if (isLeftOut(seed)) {
      return;
    }
    Told told = new Told(seed);
    History timeless = told.history.timeless();
    try (PartitionedRanking lived = told.lived(3, timeless);
        PartitionedRanking other = told.again(3, timeless.compacted(told.random))) {
      assertThat(told.versions(other)).isEqualTo(told.versions(lived));
    }
  }

  /**
   * Each partition adds the time of its newest record to a name: an empty one adds a 0. What sums
   * are called depends on the partitions that they come from.
   */
  @Property(tries = 40)
  void shouldBeTheSameOverAnyNumberOfPartitions(@ForAll("seeds") long seed) {
    if (isLeftOut(seed)) {
      return;
    }
    Told told = new Told(seed);
    History timeless = told.history.timeless();
    try (PartitionedRanking one = told.lived(1, timeless);
        PartitionedRanking empty = new PartitionedRanking(1, told.rules)) {
      for (int partitions : List.of(2, 3, 5)) {
        try (PartitionedRanking more = told.again(partitions, timeless)) {
          assertThat(told.answers(more)).isEqualTo(told.answers(one));
          assertThat(hex(more.keptRows())).isEqualTo(hex(one.keptRows()));
          told.compareActivities(more);
          for (BoardView view : told.views) {
            if (view.subject() instanceof BoardView.Members) {
              Fingerprint expected = one.version(view);
              for (int partition = 1; partition < partitions; partition++) {
                expected = expected.plus(empty.version(view));
              }
              assertThat(more.version(view)).isEqualTo(expected);
            }
          }
        }
      }
    }
  }

  @Property(tries = 60)
  void shouldEqualTheOracleOfAnyOtherRuleSet(@ForAll("seeds") long seed) {
    if (isLeftOut(seed)) {
      return;
    }
    Told told = new Told(seed);
    LockedSeasonComparison locked = null;
    for (RuleSet rules : RULE_SETS) {
      Oracle oracle = new Oracle(told.company, rules);
      try (PartitionedRanking scored = new PartitionedRanking(2, rules)) {
        if (locked != null) {
          locked.results().forEach(scored::apply);
        }
        told.history.compacted(told.random).steps().forEach(scored::apply);
        if (locked == null) {
          locked = LockedSeasonComparison.lock(scored, told.company, rules, told.random);
        }
        locked.compare(scored, told.company, told.views);

        told.views.forEach(view -> BoardsComparison.compare(view, scored, oracle));
        new ActivitiesComparison(told.company, oracle, rules).compare(scored.stores(), told.random);
      }
    }
  }

  /** The quick lane has one history in four, whichever they are. */
  private static boolean isLeftOut(long seed) {
    return Boolean.getBoolean("stride.quick") && Math.floorMod(seed, 4) != 0;
  }

  /** All alike likely: by default small ones come again and again. */
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
  }

  private static SortedMap<Bytes, byte[]> withoutTimes(PartitionedRanking ranking) {
    SortedMap<Bytes, byte[]> rows = new TreeMap<>();
    ranking
        .keptRows()
        .forEach(
            (key, bytes) -> {
              if (!RowKeys.isDay(key)) {
                rows.put(key, bytes);
                return;
              }
              DayRow day = DayRow.of(bytes);
              DayRow timeless = new DayRow(0, day.parts(), day.activities());
              if (!timeless.equals(DayRow.EMPTY)) {
                rows.put(key, timeless.toBytes());
              }
            });
    return rows;
  }

  private static SortedMap<Bytes, String> hex(SortedMap<Bytes, byte[]> rows) {
    SortedMap<Bytes, String> readable = new TreeMap<>();
    rows.forEach((key, bytes) -> readable.put(key, HexFormat.of().formatHex(bytes)));
    return readable;
  }

  /** A history and what is asked about it. */
  private static final class Told {
    private final Random random;
    private final Company company;
    private final History history;
    private final List<BoardView> views;
    private final RuleSet rules;

    Told(long seed) {
      random = new Random(seed);
      company = new Company(random);
      history = History.of(company, random, CHANGES);
      views = RandomBoards.views(random);
      rules = RULE_SETS.get(random.nextInt(RULE_SETS.size()));
    }

    /** Boards are asked for all the while, so that they follow. */
    PartitionedRanking lived(int partitions, History told) {
      PartitionedRanking ranking = new PartitionedRanking(partitions, rules);
      for (History.Step step : told.steps()) {
        ranking.apply(step);
        ranking.version(views.get(random.nextInt(views.size())));
      }
      return ranking;
    }

    /** Nobody asks until the end. */
    PartitionedRanking again(int partitions, History told) {
      PartitionedRanking ranking = new PartitionedRanking(partitions, rules);
      told.steps().forEach(ranking::apply);
      return ranking;
    }

    List<Fingerprint> versions(PartitionedRanking ranking) {
      return views.stream().map(ranking::version).toList();
    }

    List<Object> answers(PartitionedRanking ranking) {
      return views.stream().map(view -> answers(ranking, view)).toList();
    }

    private static Object answers(PartitionedRanking ranking, BoardView view) {
      return switch (view.subject()) {
        case BoardView.Members _ -> ranking.rows(view);
        case BoardView.Groups _ ->
            List.of(
                ranking.groups(view, GroupBy.COMPANY),
                ranking.groups(view, GroupBy.DEPARTMENTS),
                ranking.groups(view, GroupBy.SPORTS),
                ranking.memberCounts(view));
      };
    }

    void compareActivities(PartitionedRanking ranking) {
      new ActivitiesComparison(company, new Oracle(company, rules), rules)
          .compare(ranking.stores(), random);
    }
  }
}
