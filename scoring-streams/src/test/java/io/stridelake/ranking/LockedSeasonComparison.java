package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.rules.RuleSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A season that was locked in the middle of a history, held against the company as it was then. */
final class LockedSeasonComparison {
  private final BoardView.LockedSeason lock;
  private final LocalDate from;
  private final LocalDate to;
  private final Company then;
  private final RuleSet rules;
  private final List<PartitionedRanking.Result> results;

  private LockedSeasonComparison(
      BoardView.LockedSeason lock,
      LocalDate from,
      LocalDate to,
      Company then,
      RuleSet rules,
      List<PartitionedRanking.Result> results) {
    this.lock = lock;
    this.from = from;
    this.to = to;
    this.then = then;
    this.rules = rules;
    this.results = results;
  }

  /** Locks some days, after an attempt that did not get so far. */
  static LockedSeasonComparison lock(
      PartitionedRanking app, Company company, RuleSet rules, Random random) {
    int first = random.nextInt(20);
    LocalDate from = Company.day(first);
    LocalDate to = Company.day(first + random.nextInt(20));
    app.lock(new BoardView.LockedSeason("autumn", "attempt"), from, to).stream()
        .skip(1)
        .forEach(app::apply);
    BoardView.LockedSeason lock = new BoardView.LockedSeason("autumn", "lock");
    List<PartitionedRanking.Result> results = app.lock(lock, from, to);
    results.forEach(app::apply);
    return new LockedSeasonComparison(lock, from, to, company.copy(), rules, results);
  }

  /**
   * Compares the boards of the season, as an app says them that goes on since, or began later:
   * whoever is hidden since keeps the place without the name, and nobody moves.
   */
  void compare(PartitionedRanking app, Company now, List<BoardView> views) {
    Oracle oracle = new Oracle(then, rules);
    for (BoardView view : views) {
      BoardsComparison.compare(locked(view), app, oracle);
      if (view.subject() instanceof BoardView.Members members) {
        assertThat(app.nameless(locked(view)))
            .isEqualTo(
                oracle.members(locked(view), members).stream()
                    .map(Oracle.Row::id)
                    .filter(id -> !isShown(now.roster.get(id)))
                    .collect(Collectors.toSet()));
      }
    }
  }

  /** What another app needs to serve it. */
  List<PartitionedRanking.Result> results() {
    return results;
  }

  private BoardView locked(BoardView view) {
    return new BoardView(
        from.toEpochDay(),
        to.toEpochDay(),
        view.sport(),
        view.department(),
        view.group(),
        view.takeAlong(),
        view.subject(),
        lock);
  }

  private static boolean isShown(@Nullable Athlete athlete) {
    return athlete != null && athlete.visibility() == Visibility.SHOWN;
  }
}
