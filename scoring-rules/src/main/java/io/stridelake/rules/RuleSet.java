package io.stridelake.rules;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule set as {@link RuleSets#read} accepts it; everything in it is valid and refers to something
 * that exists.
 *
 * @param version never reused
 * @param zone decides what "today" is, or null to leave that to the installation
 * @param counts which doubtful activities count
 * @param duplicates when recordings by two providers are of one workout
 * @param departmentMoves where the points of somebody who moves go
 * @param rules the first that matches scores the activity
 * @param multipliers all that match are applied
 * @param caps all that cover a rule limit its points
 * @param boards in the order of the document
 * @param seasons in the order of the document
 */
public record RuleSet(
    String version,
    @Nullable ZoneId zone,
    Counts counts,
    Duplicates duplicates,
    DepartmentMoves departmentMoves,
    List<Rule> rules,
    List<Multiplier> multipliers,
    List<Cap> caps,
    List<Board> boards,
    List<Season> seasons) {
  public RuleSet {
    rules = List.copyOf(rules);
    multipliers = List.copyOf(multipliers);
    caps = List.copyOf(caps);
    boards = List.copyOf(boards);
    seasons = List.copyOf(seasons);
  }

  /** The board with this id, if it is declared. */
  public Optional<Board> board(String id) {
    return boards.stream().filter(board -> board.id().equals(id)).findFirst();
  }

  /** The season with this id, if it is declared. */
  public Optional<Season> season(String id) {
    return seasons.stream().filter(season -> season.id().equals(id)).findFirst();
  }

  /** How many where-groups the boards use, at least 1: group 0 holds every counted activity. */
  public int groups() {
    return 1 + boards.stream().mapToInt(Board::group).max().orElse(0);
  }
}
