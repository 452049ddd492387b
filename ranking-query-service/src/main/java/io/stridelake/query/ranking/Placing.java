package io.stridelake.query.ranking;

import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Ranks;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Row;
import io.stridelake.query.partition.Snapshots;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds ranks and positions in the whole board by counting over all partitions. Scores are whole
 * numbers, so those with at least s are those with more than s - 1.
 */
@Singleton
final class Placing {
  /**
   * How many rows have more than a score, and how many at least it.
   *
   * @param above with more
   * @param atLeast with as much or more
   */
  private record Counts(long above, long atLeast) {
    boolean isAlone() {
      return atLeast - above == 1;
    }
  }

  private final PartitionClient partitions;

  Placing(PartitionClient partitions) {
    this.partitions = partitions;
  }

  /** The rank of a row whose position is known. */
  long rank(RankingRequest request, Row row, long position, Snapshots snapshots) {
    if (position == 1) {
      return 1;
    }
    return 1
        + ask(request, PartitionQuery.countAbove(List.of(row.score())), snapshots).countAbove(0);
  }

  /** The spot of a row; among equals its position is asked for. */
  private Spot spot(RankingRequest request, Row row, Counts counts, Snapshots snapshots) {
    long rank = 1 + counts.above();
    long position =
        counts.isAlone()
            ? rank
            : 1 + ask(request, PartitionQuery.position(Ranks.place(row)), snapshots).before();
    return new Spot(rank, position, position, Ranks.place(row));
  }

  /**
   * The spots in the whole board of rows that were found by name.
   *
   * @param former how many others were found before the first of them
   */
  List<Ranked<Row>> found(
      RankingRequest request, List<Row> rows, long former, Snapshots snapshots) {
    Map<Long, Counts> counts = counts(request, rows, snapshots);
    List<Ranked<Row>> ranked = new ArrayList<>();
    long index = former;
    for (Row row : rows) {
      Counts around = counts.getOrDefault(row.score(), new Counts(0, 0));
      Spot spot = spot(request, row, around, snapshots);
      index++;
      ranked.add(new Ranked<>(new Spot(spot.rank(), spot.position(), index, spot.place()), row));
    }
    return ranked;
  }

  private Map<Long, Counts> counts(RankingRequest request, List<Row> rows, Snapshots snapshots) {
    List<Long> scores = rows.stream().map(Row::score).distinct().toList();
    if (scores.isEmpty()) {
      return Map.of();
    }
    List<Long> asked = new ArrayList<>(scores);
    scores.forEach(score -> asked.add(score - 1));
    Answers answers = ask(request, PartitionQuery.countAbove(asked), snapshots);
    Map<Long, Counts> counts = new HashMap<>();
    for (int i = 0; i < scores.size(); i++) {
      counts.put(
          scores.get(i), new Counts(answers.countAbove(i), answers.countAbove(scores.size() + i)));
    }
    return counts;
  }

  private Answers ask(RankingRequest request, PartitionQuery query, Snapshots snapshots) {
    return partitions.ask(request.generation().identity(), request.view(), query, snapshots, false);
  }
}
