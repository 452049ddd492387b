package io.stridelake.ranking.leaderboard;

import java.time.Duration;

/**
 * What the boards of one partition may keep in memory.
 *
 * @param maxViews how many boards are kept up to date; the one not asked for longest goes first
 * @param idleAfter a board that nobody asked for so long is dropped
 * @param pinnedFor how long a snapshot that a cursor names is kept after it was read
 */
public record LeaderboardLimits(int maxViews, Duration idleAfter, Duration pinnedFor) {
  public static final LeaderboardLimits DEFAULT =
      new LeaderboardLimits(256, Duration.ofMinutes(15), Duration.ofSeconds(150));

  public LeaderboardLimits {
    if (maxViews < 1 || !idleAfter.isPositive() || pinnedFor.isNegative()) {
      throw new IllegalArgumentException(
          "limits %d, %s, %s (expected at least one view, positive times)"
              .formatted(maxViews, idleAfter, pinnedFor));
    }
  }
}
