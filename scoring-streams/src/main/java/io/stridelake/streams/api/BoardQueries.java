package io.stridelake.streams.api;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.leaderboard.BoardAnswer;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.ranking.leaderboard.LeaderboardQuery;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.Place;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.api.OwnPartitions.Asked;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the partitions of this instance about boards. */
final class BoardQueries {
  private final OwnPartitions partitions;
  private final BoardViews views;

  BoardQueries(OwnPartitions partitions, ServedGeneration generation, GenerationRunner runner) {
    this.partitions = partitions;
    this.views = new BoardViews(generation.ruleSet(), runner);
  }

  /** Whether there is such a board. */
  boolean has(BoardQuestion.View view) {
    return views.has(view);
  }

  /**
   * One answer for each partition that was asked.
   *
   * @throws IllegalArgumentException if the question makes no sense
   */
  List<PartitionAnswer> answer(BoardQuestion question, BoardQuestion.AboutBoard about) {
    BoardView view = views.view(question.view(), about);
    List<PartitionAnswer> answers = new ArrayList<>(question.partitions().size());
    for (Asked asked : question.asked()) {
      answers.add(answer(question, about, view, asked));
    }
    return answers;
  }

  private PartitionAnswer answer(
      BoardQuestion question, BoardQuestion.AboutBoard about, BoardView view, Asked asked) {
    int partition = asked.partition();
    Map<String, String> snapshots = question.snapshots();
    String version = snapshots == null ? null : snapshots.get(Integer.toString(partition));
    Choice choice = new Choice(version, question.pin());
    return switch (about) {
      case BoardQuestion.Page page ->
          ask(
              new LeaderboardQuery.TopMembers(
                  view,
                  choice,
                  place(page.after()),
                  place(page.before()),
                  page.limit(),
                  page.nameContains()),
              asked,
              answer -> page(partition, answer));
      case BoardQuestion.Member member ->
          ask(
              new LeaderboardQuery.MemberRank(view, choice, new AthleteId(member.id())),
              asked,
              answer -> member(partition, answer));
      case BoardQuestion.Above above ->
          ask(
              new LeaderboardQuery.CountAbove(view, choice, above.scores()),
              asked,
              answer -> base(partition, answer, null, null, answer.result(), null));
      case BoardQuestion.Position position ->
          ask(
              new LeaderboardQuery.CountBefore(
                  view, choice, new Place(position.score(), position.id())),
              asked,
              answer -> base(partition, answer, null, null, null, answer.result()));
      case BoardQuestion.Groups groups ->
          ask(
              new LeaderboardQuery.GroupStandings(view, choice, BoardViews.groupBy(groups.by())),
              asked,
              answer -> groups(partition, answer));
      case BoardQuestion.Version ignored ->
          ask(
              new LeaderboardQuery.BoardVersion(view, choice),
              asked,
              answer -> base(partition, answer, null, null, null, null));
    };
  }

  private <T> PartitionAnswer ask(
      LeaderboardQuery<T> query, Asked asked, Function<BoardAnswer<T>, PartitionAnswer> told) {
    return partitions.ask(
        query,
        asked,
        answer ->
            answer
                .map(told)
                .orElseGet(() -> PartitionAnswer.without(asked.partition(), "snapshot-gone")));
  }

  private static @Nullable Place place(BoardQuestion.@Nullable Anchor anchor) {
    return anchor == null ? null : new Place(anchor.score(), anchor.id());
  }

  private static PartitionAnswer page(
      int partition, BoardAnswer<LeaderboardQuery.TopMembers.Page> answer) {
    List<PartitionAnswer.Row> rows =
        answer.result().rows().stream().map(PartitionAnswer.Row::of).toList();
    return base(partition, answer, answer.result().matching(), rows, null, null);
  }

  private static PartitionAnswer member(
      int partition, BoardAnswer<LeaderboardQuery.MemberRank.Row> answer) {
    var standing = answer.result().standing();
    return new PartitionAnswer(
        partition,
        "ok",
        answer.version().toString(),
        answer.total(),
        null,
        asOf(answer),
        null,
        answer.result().known(),
        standing == null ? null : PartitionAnswer.Row.of(standing),
        null,
        null,
        null,
        null,
        null);
  }

  private static PartitionAnswer groups(
      int partition, BoardAnswer<List<io.stridelake.ranking.leaderboard.GroupStanding>> answer) {
    return new PartitionAnswer(
        partition,
        "ok",
        answer.version().toString(),
        answer.total(),
        null,
        asOf(answer),
        null,
        null,
        null,
        null,
        null,
        answer.result().stream().map(PartitionAnswer.Group::of).toList(),
        null,
        null);
  }

  private static PartitionAnswer base(
      int partition,
      BoardAnswer<?> answer,
      @Nullable Integer matching,
      @Nullable List<PartitionAnswer.Row> rows,
      @Nullable List<Integer> counts,
      @Nullable Integer before) {
    return new PartitionAnswer(
        partition,
        "ok",
        answer.version().toString(),
        answer.total(),
        matching,
        asOf(answer),
        rows,
        null,
        null,
        counts,
        before,
        null,
        null,
        null);
  }

  private static @Nullable Long asOf(BoardAnswer<?> answer) {
    return answer.newestRecord() == 0 ? null : answer.newestRecord();
  }
}
