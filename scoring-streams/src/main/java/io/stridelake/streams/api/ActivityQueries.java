package io.stridelake.streams.api;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.activity.Explainer;
import io.stridelake.ranking.activity.KeptActivity;
import io.stridelake.ranking.activity.Spot;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Sums;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.api.BoardQuestion.AboutActivities;
import io.stridelake.streams.api.OwnPartitions.Asked;
import io.stridelake.streams.generation.GenerationRunner;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks the partitions of this instance about single activities. */
final class ActivityQueries {
  private final OwnPartitions partitions;
  private final Explainer explainer;
  private final String lake;
  private final LockedActivities locks;

  ActivityQueries(
      OwnPartitions partitions, ServedGeneration generation, GenerationRunner runner, String lake) {
    this.partitions = partitions;
    this.locks = new LockedActivities(partitions, runner);
    this.lake = lake;
    this.explainer = new Explainer(generation.ruleSet());
  }

  /**
   * One answer for each partition that was asked.
   *
   * @throws IllegalArgumentException if the question makes no sense
   */
  List<PartitionAnswer> answer(BoardQuestion question, AboutActivities about) {
    BoardQuestion.View view = question.view();
    return question.asked().stream()
        .map(
            asked ->
                switch (about) {
                  case BoardQuestion.Activities search -> search(search, view, asked);
                  case BoardQuestion.Explanation wanted -> explain(wanted, asked);
                  case BoardQuestion.Person person -> person(person, view, asked);
                })
        .toList();
  }

  private PartitionAnswer search(
      BoardQuestion.Activities search, BoardQuestion.View view, Asked asked) {
    ActivityQuery.Filter filter =
        new ActivityQuery.Filter(
            view.from(),
            view.to(),
            search.athlete() == null ? null : new AthleteId(search.athlete()),
            search.sport(),
            search.provider());
    return partitions
        .ask(new ActivityQuery.Search(filter, spot(search.behind()), search.limit()), asked)
        .told(found -> PartitionAnswer.of(asked.partition(), ActivitiesAnswer.of(found, lake)));
  }

  private PartitionAnswer explain(BoardQuestion.Explanation wanted, Asked asked) {
    return partitions
        .ask(new ActivityQuery.OfAthlete(new AthleteId(wanted.athlete())), asked)
        .told(
            all ->
                explainer
                    .explain(all, wanted.provider(), wanted.externalId())
                    .map(
                        explanation ->
                            locks.tell(
                                explanation,
                                asked,
                                told ->
                                    PartitionAnswer.of(
                                        asked.partition(), ActivitiesAnswer.of(told, lake))))
                    .orElseGet(
                        () -> PartitionAnswer.of(asked.partition(), ActivitiesAnswer.NOTHING)));
  }

  private PartitionAnswer person(
      BoardQuestion.Person person, BoardQuestion.View view, Asked asked) {
    AthleteId id = new AthleteId(person.athlete());
    return partitions
        .ask(new ActivityQuery.Person(id), asked)
        .told(
            athlete ->
                athlete.isEmpty()
                    ? PartitionAnswer.of(asked.partition(), ActivitiesAnswer.NOTHING)
                    : partitions
                        .ask(new ActivityQuery.OfAthlete(id), asked)
                        .told(
                            all ->
                                PartitionAnswer.of(
                                    asked.partition(),
                                    ActivitiesAnswer.of(athlete.get(), days(all, view)))));
  }

  private static SortedMap<LocalDate, Sums> days(
      List<KeptActivity> activities, BoardQuestion.View view) {
    SortedMap<LocalDate, Sums> days = new TreeMap<>();
    for (KeptActivity kept : activities) {
      if (kept.row() instanceof ActivityRow.Known known && known.contribution().counted()) {
        LocalDate day = known.contribution().day();
        if (!day.isBefore(view.from()) && !day.isAfter(view.to())) {
          days.merge(day, known.contribution().sums(), Sums::plus);
        }
      }
    }
    return days;
  }

  private static @Nullable Spot spot(BoardQuestion.@Nullable Behind behind) {
    return behind == null
        ? null
        : new Spot(
            behind.start(),
            new ActivityKey(
                new AthleteId(behind.athlete()),
                behind.provider(),
                behind.externalId(),
                behind.kind()));
  }
}
