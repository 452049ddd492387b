package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.Sums;

/**
 * What a group of athletes did in a period.
 *
 * @param id the department or sport; empty for the company
 * @param tally what they did, added up
 * @param active how many athletes have at least one counted activity
 * @param members how many athletes of the roster belong to the department today; 0 for sports
 */
public record GroupStanding(String id, Tally tally, long active, long members) {
  Fingerprint fingerprint(BoardView.GroupBy by) {
    Sums sums = tally.sums();
    return Fingerprint.of(
        id,
        by.name(),
        "",
        sums.points(),
        sums.activities(),
        sums.distance(),
        sums.seconds(),
        sums.climbed(),
        tally.activeDays(),
        active,
        members);
  }
}
