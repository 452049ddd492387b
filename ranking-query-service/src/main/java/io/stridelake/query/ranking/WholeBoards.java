package io.stridelake.query.ranking;

import io.stridelake.calendar.Period;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.amount.Fraction;
import io.stridelake.query.merge.Merge;
import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Ranks;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Place;
import io.stridelake.query.partition.Row;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.View;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads boards as a whole, from one state, in any generation that is kept. Athletes are read in
 * rounds of {@value #ROUND} rows a partition, so that neither side ever has more than that in
 * flight, whatever the board's size.
 */
@Singleton
public final class WholeBoards {
  /** What a board may have at the most. */
  public static final int MOST_MEMBERS = 1_000_000;

  private static final int ROUND = 2_000;

  /** The name of those who keep a place in a locked season, but not their name. */
  private static final String HIDDEN = "hidden";

  private static final int EVERY_GROUP = 1_000_000;

  private final PartitionClient partitions;
  private final GroupBoards groups;

  WholeBoards(PartitionClient partitions, GroupBoards groups) {
    this.partitions = partitions;
    this.groups = groups;
  }

  /**
   * A member of a board.
   *
   * @param department null for departments, sports and athletes without one
   * @param value the board's metric
   */
  public record Member(
      String id, String name, @Nullable String department, long rank, BigDecimal value) {}

  /**
   * All members, in the board's order.
   *
   * @throws ProblemException if there are more than {@link #MOST_MEMBERS}
   * @throws io.stridelake.query.problem.RestoringException if a partition cannot answer
   */
  public List<Member> read(Generation generation, Board board, Period period) {
    return Attempts.run(
        pin ->
            board.of() == BoardSubject.ATHLETES
                ? athletes(generation, board, period)
                : groups(generation, board, period, pin));
  }

  private List<Member> athletes(Generation generation, Board board, Period period) {
    View view = View.of(board.id(), period, null, null, generation.lock());
    Map<String, String> departments = new HashMap<>();
    List<Member> members = new ArrayList<>();
    Snapshots snapshots = null;
    Spot last = null;
    List<List<Row>> lists;
    do {
      Place after = last == null ? null : last.place();
      Answers answers =
          partitions.ask(
              generation.identity(),
              view,
              PartitionQuery.after(after, ROUND, null),
              snapshots,
              true);
      requireFitting(answers.total());
      snapshots = answers.snapshots();
      lists = answers.rows();
      for (Ranked<Row> ranked : Ranks.after(last, Merge.certain(lists, ROUND))) {
        last = ranked.spot();
        members.add(member(board, ranked, departments));
      }
    } while (lists.stream().anyMatch(list -> list.size() >= ROUND));
    return members;
  }

  /** Each department's name is kept once, though every row brings it along. */
  private static Member member(Board board, Ranked<Row> ranked, Map<String, String> departments) {
    Row row = ranked.value();
    String department = row.department();
    return new Member(
        row.id(),
        row.isHidden() ? HIDDEN : row.name(),
        department == null ? null : departments.computeIfAbsent(department, name -> name),
        ranked.spot().rank(),
        Amounts.of(board.metric(), new Fraction(row.score(), 1)));
  }

  private List<Member> groups(Generation generation, Board board, Period period, boolean pin) {
    PeriodParameter days = new PeriodParameter(period, null);
    RankingRequest request =
        new RankingRequest(generation, board, days, null, null, null, EVERY_GROUP, false);
    return groups.page(request, null, pin).entries().stream()
        .map(
            entry ->
                new Member(
                    entry.member().id(), entry.member().name(), null, entry.rank(), entry.value()))
        .toList();
  }

  private static void requireFitting(long members) {
    if (members > MOST_MEMBERS) {
      throw ProblemException.of(
          ProblemType.TOO_LARGE,
          "the board has " + members + " members (expected at most " + MOST_MEMBERS + ")");
    }
  }
}
