package io.stridelake.query.merge;

import io.stridelake.query.partition.Place;
import io.stridelake.query.partition.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers consecutive rows of a board: 1, 2, 2, 4. */
public final class Ranks {
  private Ranks() {}

  /**
   * Goes on after a row that is numbered already.
   *
   * @param before the row just before the first, or null at the board's beginning
   */
  public static List<Ranked<Row>> after(@Nullable Spot before, List<Row> rows) {
    List<Ranked<Row>> ranked = new ArrayList<>();
    Spot former = before;
    for (Row row : rows) {
      former = next(former, row);
      ranked.add(new Ranked<>(former, row));
    }
    return ranked;
  }

  /**
   * Numbers rows of which the first's rank and position are known.
   *
   * @param rank of the first row
   * @param position of the first row
   */
  public static List<Ranked<Row>> from(long rank, long position, List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Spot first = new Spot(rank, position, position, place(rows.getFirst()));
    List<Ranked<Row>> ranked = new ArrayList<>();
    ranked.add(new Ranked<>(first, rows.getFirst()));
    ranked.addAll(after(first, rows.subList(1, rows.size())));
    return ranked;
  }

  /** The row's place in the board's order. */
  public static Place place(Row row) {
    return new Place(row.score(), row.id());
  }

  private static Spot next(@Nullable Spot former, Row row) {
    if (former == null) {
      return new Spot(1, 1, 1, place(row));
    }
    long position = former.position() + 1;
    long rank = former.place().score() == row.score() ? former.rank() : position;
    return new Spot(rank, position, former.index() + 1, place(row));
  }
}
