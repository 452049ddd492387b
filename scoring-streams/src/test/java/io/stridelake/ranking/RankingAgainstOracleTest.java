package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.Fingerprint;
import io.stridelake.rules.Metric;
import io.stridelake.rules.RuleSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;

class RankingAgainstOracleTest {
  private static final int HISTORIES_PER_SEED =
      Integer.getInteger("stride.histories", Boolean.getBoolean("stride.soak") ? 50 : 1);

  /** The quick lane has one history in five, whichever they are. */
  private static final boolean QUICK = Boolean.getBoolean("stride.quick");

  private static long duplicates;
  private static long locks;
  private static long histories;

  /** Histories without duplicates would prove nothing about them. */
  @AfterContainer
  static void shouldHaveSeenDuplicates() {
    System.out.printf(
        "Rankings: %d histories, %d duplicates in them, %d locked seasons%n",
        histories, duplicates, locks);
    assertThat(locks).isGreaterThan(histories / (QUICK ? 10 : 5));
    assertThat(duplicates).isGreaterThan(histories);
  }

  @Property(tries = 1000)
  void shouldEqualTheOracleAfterAnyHistory(@ForAll("seeds") long seed) {
    if (QUICK && Math.floorMod(seed, 5) != 0) {
      return;
    }
    for (int history = 0; history < HISTORIES_PER_SEED; history++) {
      equalTheOracle(seed + history);
    }
  }

  private static void equalTheOracle(long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    RuleSet rules = random.nextInt(3) == 0 ? RuleSetsForTests.DEFAULT : RuleSetsForTests.CAPPED;
    Oracle oracle = new Oracle(company, rules);
    List<BoardView> views = RandomBoards.views(random);
    try (PartitionedRanking app = new PartitionedRanking(1 + random.nextInt(4), rules)) {
      int changes = 1 + random.nextInt(company.isLarge() ? 300 : 80);
      int askedAbout = company.isLarge() ? 2 : views.size();
      int lockAt = random.nextInt(3) == 0 ? random.nextInt(changes) : -1;
      LockedSeasonComparison locked = null;
      for (int change = 0; change < changes; change++) {
        if (change == lockAt) {
          locked = LockedSeasonComparison.lock(app, company, rules, random);
        }
        if (company.isTimeForRoster()) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
          BoardsComparison.compare(views.get(random.nextInt(askedAbout)), app, oracle);
        }
      }
      views.forEach(view -> BoardsComparison.compare(view, app, oracle));
      new ActivitiesComparison(company, oracle, rules).compare(app.stores(), random);
      ChecksumComparison.compare(app.stores(), company, rules);
      if (locked != null) {
        locked.compare(app, company, views);
        locks++;
      }
      duplicates += oracle.duplicates().size();
      histories++;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("history of seed " + seed, e);
    }
  }

  /** Compared after every change, so that the board is never built anew in between. */
  @Property(tries = 60)
  void shouldFollowStreaksDayByDay(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    RuleSet rules = RuleSetsForTests.CAPPED;
    Oracle oracle = new Oracle(company, rules);
    BoardView view =
        RandomBoards.view(random, new BoardView.Members(Metric.LONGEST_STREAK, random.nextInt(3)));
    try (PartitionedRanking app = new PartitionedRanking(1 + random.nextInt(2), rules)) {
      for (int athlete = 0; athlete < 12; athlete++) {
        app.apply(company.changeRoster());
      }
      for (int change = 0; change < 80; change++) {
        if (random.nextInt(25) == 0) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }

        BoardsComparison.compare(view, app, oracle);
      }
    }
  }

  @Property(tries = 40)
  void shouldNameABoardThatFollowedAndOneBuiltAnewAlike(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Company company = new Company(random);
    List<BoardView> all = RandomBoards.views(random);
    Collections.shuffle(all, random);
    List<BoardView> views = all.subList(0, 3);
    try (PartitionedRanking app = new PartitionedRanking(2, RuleSetsForTests.CAPPED)) {
      for (int change = 0; change < 30; change++) {
        views.forEach(app::version);
        if (random.nextInt(8) == 0) {
          app.apply(company.changeRoster());
        } else {
          app.apply(company.changeActivity(), random.nextBoolean());
        }
      }
      List<Fingerprint> followed = views.stream().map(app::version).toList();

      app.dropBoards();

      assertThat(views.stream().map(app::version).toList()).isEqualTo(followed);
    }
  }

  /** All alike likely: by default small ones come again and again. */
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
  }
}
