package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.season.LockedRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Loads boards of a locked season: its own rows, and its own roster, both as they were then. */
final class LockedSeasonLoader {
  private LockedSeasonLoader() {}

  /**
   * Who was who when the season was locked. Whoever was hidden then is not shown. Whoever the
   * roster hides now, or does not know any more, keeps the place without the name.
   *
   * @throws io.stridelake.ranking.season.SeasonNotHereException if rows are missing
   */
  static Roster roster(LockedRows rows, Roster now) {
    List<Athlete> athletes = new ArrayList<>();
    Set<String> nameless = new HashSet<>();
    rows.forEach(
        (id, bytes) -> {
          Athlete then = AthleteSeason.athleteOf(id, bytes);
          if (then != null) {
            athletes.add(then);
            if (now.shown(id.value()).isEmpty()) {
              nameless.add(id.value());
            }
          }
        });
    return new Roster(athletes, nameless);
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
}
