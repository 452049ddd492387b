package io.stridelake.streams.api;

import io.stridelake.generation.SeasonLock;
import io.stridelake.ranking.activity.ActivityExplanation;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.CountedActivity;
import io.stridelake.ranking.season.SeasonQuery;
import io.stridelake.scoring.NotCounted;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says of activities that came, or changed, when their season was locked. */
final class LockedActivities {
  private final OwnPartitions partitions;
  private final GenerationRunner runner;

  LockedActivities(OwnPartitions partitions, GenerationRunner runner) {
    this.partitions = partitions;
    this.runner = runner;
  }

  /**
   * Adds the reason to an explanation, if it has no other, and tells it.
   *
   * @param asked where the athlete lies
   */
  PartitionAnswer tell(
      ActivityExplanation explanation,
      OwnPartitions.Asked asked,
      Function<ActivityExplanation, PartitionAnswer> told) {
    return explanation.reason() == null && explanation.row() instanceof ActivityRow.Known known
        ? tell(
            explanation,
            CountedActivity.of(explanation.key(), known.activity()),
            asked,
            told,
            locks(known))
        : told.apply(explanation);
  }

  private List<SeasonLock> locks(ActivityRow.Known known) {
    return runner.state().seasons().values().stream()
        .filter(lock -> lock.covers(known.activity().localDate()))
        .toList();
  }

  private PartitionAnswer tell(
      ActivityExplanation explanation,
      CountedActivity now,
      OwnPartitions.Asked asked,
      Function<ActivityExplanation, PartitionAnswer> told,
      List<SeasonLock> locks) {
    if (locks.isEmpty()) {
      return told.apply(explanation);
    }
    SeasonLock lock = locks.getFirst();
    SeasonQuery.LockedAthlete query =
        new SeasonQuery.LockedAthlete(lock.season(), lock.lock(), explanation.key().athlete());
    return partitions
        .ask(query, asked)
        .told(
            (Optional<AthleteSeason> then) ->
                then.filter(season -> season.activities().contains(now)).isPresent()
                    ? tell(explanation, now, asked, told, locks.subList(1, locks.size()))
                    : told.apply(explanation.because(NotCounted.LOCKED.code())));
  }
}
