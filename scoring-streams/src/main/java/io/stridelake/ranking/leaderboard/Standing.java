package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.ranking.row.Sums;
import java.util.Comparator;

/**
 * An athlete on a board.
 *
 * @param athlete who
 * @param place where, in the board's order
 * @param tally what the athlete did in the period
 * @param nameless whether the athlete keeps the place, but nobody may be told who it is
 */
public record Standing(Athlete athlete, Place place, Tally tally, boolean nameless) {
  static final Comparator<Standing> BOARD_ORDER = Comparator.comparing(Standing::place);
  static final Comparator<Standing> BY_ID = Comparator.comparing(standing -> standing.place.id());

  /** Somebody who may be named. */
  Standing(Athlete athlete, Place place, Tally tally) {
    this(athlete, place, tally, false);
  }

  Fingerprint fingerprint() {
    return fingerprint(new Fingerprints());
  }

  Fingerprint fingerprint(Fingerprints made) {
    Sums sums = tally.sums();
    return made.of(
        place.id(),
        nameless ? "" : athlete.name(),
        nameless ? "" : athlete.currentDepartment().orElse(""),
        place.score(),
        sums.points(),
        sums.activities(),
        sums.distance(),
        sums.seconds(),
        sums.climbed(),
        tally.activeDays());
  }
}
