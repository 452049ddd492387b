package io.stridelake.ranking.leaderboard;

/**
 * What one partition says about a board, always from one snapshot.
 *
 * @param version names the snapshot
 * @param newestRecord epoch milliseconds of the newest record in it, 0 if there is none
 * @param total how many are on the board in this partition
 * @param result what was asked for
 * @param <T> the kind of result
 */
public record BoardAnswer<T>(Fingerprint version, long newestRecord, int total, T result) {}
