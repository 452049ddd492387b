package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.row.DayRow;

/**
 * A day row that becomes another one.
 *
 * @param athlete whose
 * @param epochDay of the row
 * @param before what it was
 * @param after what it is
 */
record DayChange(String athlete, long epochDay, DayRow before, DayRow after) {}
