package io.stridelake.query.preview;

import io.stridelake.query.partition.ActivitiesAnswer;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.View;
import io.stridelake.query.preview.PreviewDocument.Named;
import io.stridelake.query.preview.Subject.Side;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Says by which rules an athlete's points differ between two generations. */
@Singleton
final class Causes {
  private static final int MOST_ACTIVITIES = 20_000;
  private static final int MOST_RULES = 3;

  private final PartitionClient partitions;

  Causes(PartitionClient partitions) {
    this.partitions = partitions;
  }

  /** The rules, the greatest change first. */
  List<Named> of(String athlete, Subject subject) {
    return Named.byChange(byRule(athlete, subject.from()), byRule(athlete, subject.to())).stream()
        .filter(rule -> !rule.stays())
        .limit(MOST_RULES)
        .toList();
  }

  private Map<String, Long> byRule(String athlete, Side side) {
    View days = View.of(null, side.period(), null, null, null);
    PartitionQuery all = new PartitionQuery.Activities(athlete, null, null, null, MOST_ACTIVITIES);
    Map<String, Long> points = new TreeMap<>();
    for (ActivitiesAnswer answer :
        partitions.ask(side.generation().identity(), days, all, null, false).activities()) {
      for (ActivitiesAnswer.Item item : Objects.requireNonNull(answer.found())) {
        if (item.counted() && item.rule() != null) {
          points.merge(item.rule(), item.points(), Long::sum);
        }
      }
    }
    return points;
  }
}
