package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up members, the same in every run. */
final class Members {
  /** Scores are below this, so that a million members have ties. */
  static final int SCORES = 1 << 20;

  private Members() {}

  static List<Place> of(int count) {
    Random random = new Random(count);
    return IntStream.range(0, count)
        .mapToObj(member -> new Place(random.nextInt(SCORES), id(member)))
        .toList();
  }

  static String id(int member) {
    return "athlete-" + member;
  }
}
