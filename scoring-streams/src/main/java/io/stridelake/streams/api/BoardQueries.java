package io.stridelake.streams.api;

import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.leaderboard.GroupStanding;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.api.BoardQuestion.Anchor;
import io.stridelake.streams.api.OwnPartitions.Asked;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the partitions of this instance about boards. */
final class BoardQueries {
  private final OwnPartitions partitions;
  private final MemberQueries members;
  private final BoardViews views;

  /**
   * Asks about boards of a generation.
   *
   * @param partitions its partitions here
   * @param count how many partitions there are everywhere
   */
  BoardQueries(
      OwnPartitions partitions, ServedGeneration generation, GenerationRunner runner, int count) {
    this.partitions = partitions;
    this.members = new MemberQueries(partitions, count);
    this.views = new BoardViews(generation.ruleSet(), runner);
  }

  /** Whether there is such a board, and it ranks what the question is about. */
  boolean canBeAsked(BoardQuestion.View view, BoardQuestion.AboutBoard about) {
    return views.canBeAsked(view, about);
  }

  /**
   * One answer for each partition that was asked.
   *
   * @throws IllegalArgumentException if the question makes no sense
   */
  List<PartitionAnswer> answer(BoardQuestion question, BoardQuestion.AboutBoard about) {
    BoardView view = views.view(question.view(), about);
    return switch (about) {
      case BoardQuestion.Standing standing -> members.answer(question, standing, view);
      case BoardQuestion.OfEach each ->
          question.asked().stream().map(asked -> answer(question, each, view, asked)).toList();
    };
  }

  private PartitionAnswer answer(
      BoardQuestion question, BoardQuestion.OfEach about, BoardView view, Asked asked) {
    int partition = asked.partition();
    Choice choice = question.choice(partition);
    return switch (about) {
      case BoardQuestion.Page page -> {
        LeaderboardQuery.TopMembers query =
            new LeaderboardQuery.TopMembers(
                view,
                choice,
                Anchor.place(page.after()),
                Anchor.place(page.before()),
                page.limit(),
                page.nameContains());
        yield partitions.askBoard(query, asked).told(answer -> page(partition, answer));
      }
      case BoardQuestion.Above above ->
          partitions
              .askBoard(new LeaderboardQuery.CountAbove(view, choice, above.scores()), asked)
              .told(answer -> told(partition, answer, answer.result(), null));
      case BoardQuestion.Position position -> {
        Place place = new Place(position.score(), position.id());
        yield partitions
            .askBoard(new LeaderboardQuery.CountBefore(view, choice, place), asked)
            .told(answer -> told(partition, answer, null, answer.result()));
      }
      case BoardQuestion.Groups groups -> {
        GroupBy by = BoardViews.groupBy(groups.by());
        yield partitions
            .askBoard(new LeaderboardQuery.GroupStandings(view, choice, by), asked)
            .told(answer -> groups(partition, answer));
      }
      case BoardQuestion.Version ignored ->
          partitions
              .askBoard(new LeaderboardQuery.BoardVersion(view, choice), asked)
              .told(answer -> told(partition, answer, null, null));
    };
  }

  private static PartitionAnswer told(
      int partition,
      BoardAnswer<?> answer,
      @Nullable List<Integer> counts,
      @Nullable Integer before) {
    return PartitionAnswer.of(partition, answer, null, null, null, counts, before, null);
  }

  private static PartitionAnswer page(
      int partition, BoardAnswer<LeaderboardQuery.TopMembers.Page> answer) {
    LeaderboardQuery.TopMembers.Page page = answer.result();
    return PartitionAnswer.of(
        partition,
        answer,
        page.matching(),
        PartitionAnswer.Row.of(page.rows()),
        null,
        null,
        null,
        null);
  }

  private static PartitionAnswer groups(int partition, BoardAnswer<List<GroupStanding>> answer) {
    return PartitionAnswer.of(
        partition,
        answer,
        null,
        null,
        null,
        null,
        null,
        answer.result().stream().map(PartitionAnswer.Group::of).toList());
  }
}
