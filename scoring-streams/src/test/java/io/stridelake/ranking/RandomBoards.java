package io.stridelake.ranking;

import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.rules.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Boards as somebody might ask for them. */
final class RandomBoards {
  /** Of every rule set that the tests score by, so that the same views do for all. */
  private static final int WHERE_GROUPS = 2;

  private RandomBoards() {}

  /** One by each metric, and sums with and without hidden athletes. */
  static List<BoardView> views(Random random) {
    List<BoardView> views = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      long atLeast = random.nextBoolean() ? Long.MIN_VALUE : random.nextInt(5000);
      views.add(view(random, new BoardView.Members(metric, atLeast)));
    }
    views.add(view(random, new BoardView.Groups(true)));
    views.add(view(random, new BoardView.Groups(false)));
    return views;
  }

  static BoardView view(Random random, BoardView.Subject subject) {
    int from = random.nextInt(30);
    int to = from + random.nextInt(30);
    return new BoardView(
        Company.day(from).toEpochDay(),
        Company.day(to).toEpochDay(),
        random.nextInt(4) == 0 ? "Run" : null,
        random.nextInt(4) == 0 ? "Sales" : null,
        random.nextInt(WHERE_GROUPS),
        random.nextBoolean(),
        subject);
  }
}
