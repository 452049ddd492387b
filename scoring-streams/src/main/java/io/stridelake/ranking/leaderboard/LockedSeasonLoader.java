package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.season.LockedRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Loads boards of a locked season: its own rows, and its own roster, both as they were then. */
final class LockedSeasonLoader {
  private LockedSeasonLoader() {}

  /**
   * Who was who when the season was locked. Whoever the roster hides now, or does not know any
   * more, is not shown here either.
   *
   * @throws io.stridelake.ranking.season.SeasonNotHereException if rows are missing
   */
  static Roster roster(LockedRows rows, Roster now) {
    List<Athlete> athletes = new ArrayList<>();
    rows.forEach(
        (id, bytes) -> {
          Athlete then = AthleteSeason.athleteOf(id, bytes);
          if (then != null) {
            athletes.add(now.shown(id.value()).isPresent() ? then : hidden(then));
          }
        });
    return new Roster(athletes);
  }

  /**
   * Adds the days of all athletes to a board.
   *
   * @throws io.stridelake.ranking.season.SeasonNotHereException if rows are missing
   */
  static void load(LockedRows rows, LiveView board) {
    rows.forEach(
        (id, bytes) -> {
          SortedMap<LocalDate, DayRow> days = AthleteSeason.of(id, bytes).days();
          board.load(
              days.keySet().stream().map(date -> RowKeys.day(date, id).get()).toList(),
              List.copyOf(days.values()));
        });
  }

  private static Athlete hidden(Athlete athlete) {
    return new Athlete(
        athlete.id(),
        athlete.name(),
        athlete.memberships(),
        Visibility.HIDDEN,
        athlete.joined(),
        athlete.left());
  }
}
