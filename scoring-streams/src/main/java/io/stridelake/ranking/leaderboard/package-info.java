/** Leaderboards kept in memory beside the rows they derive from, and the queries they answer. */
@NullMarked
package io.stridelake.ranking.leaderboard;

import org.jspecify.annotations.NullMarked;
