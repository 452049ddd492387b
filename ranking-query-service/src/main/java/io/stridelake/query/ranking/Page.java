package io.stridelake.query.ranking;

import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Snapshots;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of a board.
 *
 * @param total rows of the board that match the search
 * @param first the first row's spot when there are rows before it, else null
 * @param last the last row's spot when there are rows after it, else null
 */
record Page(
    List<Entry> entries,
    long total,
    @Nullable Spot first,
    @Nullable Spot last,
    Snapshots snapshots) {

  static <T> Page of(
      List<Ranked<T>> rows, long total, Snapshots snapshots, Function<Ranked<T>, Entry> entry) {
    Spot first = rows.isEmpty() ? null : rows.getFirst().spot();
    Spot last = rows.isEmpty() ? null : rows.getLast().spot();
    return new Page(
        rows.stream().map(entry).toList(),
        total,
        first != null && first.index() > 1 ? first : null,
        last != null && last.index() < total ? last : null,
        snapshots);
  }

  boolean hasCursors() {
    return first != null || last != null;
  }
}
