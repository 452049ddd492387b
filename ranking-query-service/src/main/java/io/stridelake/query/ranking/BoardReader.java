package io.stridelake.query.ranking;

import io.stridelake.query.cursor.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a board, always from one snapshot per partition. All methods throw {@code
 * SnapshotGoneException} when a snapshot went away between two steps or is older than is kept, and
 * {@code RestoringException} when a partition cannot answer.
 */
sealed interface BoardReader permits AthleteBoards, GroupBoards {

  /**
   * Reads a page.
   *
   * @param cursor where to go on, or null for the first page
   * @param pin whether to keep what is read from the start
   */
  Page page(RankingRequest request, @Nullable Cursor cursor, boolean pin);

  /** Reads one member's standing; a member that nobody knows is a not-found problem. */
  Standing member(RankingRequest request, String id, boolean pin);

  /**
   * Reads up to {@code limit} rows with the member in the middle, none if it has no row; keeps what
   * it reads for the page's cursors.
   */
  Page around(RankingRequest request, String id);
}
