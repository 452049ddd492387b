package io.stridelake.query.merge;

import io.stridelake.query.partition.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges lists that are each in the board's order. */
public final class Merge {
  /** Score descending, then id ascending. */
  public static final Comparator<Row> BOARD_ORDER =
      Comparator.comparingLong(Row::score).reversed().thenComparing(Row::id);

  private Merge() {}

  /** The first rows of all lists together. */
  public static List<Row> first(List<List<Row>> lists, int limit) {
    return merge(lists.stream().map(List::iterator).toList(), BOARD_ORDER, limit);
  }

  /** The last rows of all lists together, still in the board's order. */
  public static List<Row> last(List<List<Row>> lists, int limit) {
    List<Iterator<Row>> backwards = lists.stream().map(list -> list.reversed().iterator()).toList();
    List<Row> rows = merge(backwards, BOARD_ORDER.reversed(), limit);
    Collections.reverse(rows);
    return rows;
  }

  /**
   * The first rows of all lists together, as many as are certain: a list of so many rows may go on
   * behind its last, so what the others have behind that has to wait.
   *
   * @param full how many rows a list has that may go on
   */
  public static List<Row> certain(List<List<Row>> lists, int full) {
    List<Row> rows = first(lists, Integer.MAX_VALUE);
    return lists.stream()
        .filter(list -> list.size() >= full)
        .map(List::getLast)
        .min(BOARD_ORDER)
        .map(last -> rows.subList(0, Collections.binarySearch(rows, last, BOARD_ORDER) + 1))
        .orElse(rows);
  }

  private static List<Row> merge(List<Iterator<Row>> lists, Comparator<Row> order, int limit) {
    record Head(Row row, Iterator<Row> rest) {}
    PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::row, order));
    for (Iterator<Row> list : lists) {
      if (list.hasNext()) {
        heads.add(new Head(list.next(), list));
      }
    }
    List<Row> merged = new ArrayList<>();
    while (merged.size() < limit && !heads.isEmpty()) {
      Head head = heads.remove();
      merged.add(head.row());
      if (head.rest().hasNext()) {
        heads.add(new Head(head.rest().next(), head.rest()));
      }
    }
    return merged;
  }
}
