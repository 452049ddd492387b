package io.stridelake.streams.api;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.MemberRank;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.streams.api.OwnPartitions.Asked;
import io.stridelake.streams.api.OwnPartitions.Read;
import io.stridelake.topics.Partitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where an athlete stands and what surrounds that place, in the partitions of this
 * instance as if they were one: an instance that has all of them is asked once.
 *
 * <p>The athlete's own partition is asked first; its row tells the place that the others look
 * around.
 */
final class MemberQueries {
  private final OwnPartitions partitions;
  private final int count;

  /**
   * Asks partitions.
   *
   * @param count how many there are everywhere
   */
  MemberQueries(OwnPartitions partitions, int count) {
    this.partitions = partitions;
    this.count = count;
  }

  /**
   * One answer for each partition that was asked.
   *
   * @throws IllegalArgumentException if the question makes no sense
   */
  List<PartitionAnswer> answer(
      BoardQuestion question, BoardQuestion.Standing standing, BoardView view) {
    AthleteId athlete = new AthleteId(standing.id());
    int own = Partitions.ofAthlete(athlete, count);
    List<Asked> ownFirst = new ArrayList<>(question.asked());
    ownFirst.sort(Comparator.comparing(asked -> asked.partition() != own));
    Place place = BoardQuestion.Anchor.place(standing.place());
    List<Read<BoardAnswer<MemberRank.Row>>> reads = new ArrayList<>(ownFirst.size());
    for (Asked asked : ownFirst) {
      MemberRank query =
          new MemberRank(
              view, question.choice(asked.partition()), athlete, place, standing.limit());
      Read<BoardAnswer<MemberRank.Row>> read = partitions.askBoard(query, asked);
      reads.add(read);
      place = place == null ? place(read.result()) : place;
    }
    Surroundings surroundings =
        Surroundings.of(
            reads.stream()
                .map(Read::result)
                .filter(Objects::nonNull)
                .map(found -> found.result().neighbours())
                .filter(Objects::nonNull)
                .toList(),
            standing.limit());
    return reads.stream()
        .map(read -> read.told(found -> told(read.partition(), found, surroundings)))
        .toList();
  }

  private static @Nullable Place place(@Nullable BoardAnswer<MemberRank.Row> found) {
    return found == null || found.result().standing() == null
        ? null
        : found.result().standing().place();
  }

  private static PartitionAnswer told(
      int partition, BoardAnswer<MemberRank.Row> answer, Surroundings surroundings) {
    MemberRank.Row row = answer.result();
    PartitionAnswer.Member member =
        new PartitionAnswer.Member(
            row.known(),
            row.standing() == null ? null : PartitionAnswer.Row.of(row.standing()),
            row.neighbours() == null ? null : surroundings.told(row.neighbours()));
    return PartitionAnswer.of(partition, answer, null, null, member, null, null, null);
  }
}
