package io.stridelake.query.preview;

import io.stridelake.calendar.Period;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.partition.ActivitiesAnswer;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.View;
import io.stridelake.query.preview.PreviewDocument.Named;
import io.stridelake.query.ruleset.Generation;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

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
  List<Named> of(String athlete, Generation from, Generation to, Period period) {
    Map<String, Long> before = byRule(athlete, from, period);
    Map<String, Long> after = byRule(athlete, to, period);
    TreeSet<String> rules = new TreeSet<>(before.keySet());
    rules.addAll(after.keySet());
    return rules.stream()
        .filter(rule -> !Objects.equals(points(before, rule), points(after, rule)))
        .sorted(
            Comparator.comparingLong(rule -> -Math.abs(points(after, rule) - points(before, rule))))
        .limit(MOST_RULES)
        .map(
            rule ->
                new Named(
                    rule,
                    Amounts.points(points(before, rule)),
                    Amounts.points(points(after, rule))))
        .toList();
  }

  private Map<String, Long> byRule(String athlete, Generation generation, Period period) {
    View days = new View(null, period.from().toString(), period.to().toString(), null, null, null);
    PartitionQuery all = new PartitionQuery.Activities(athlete, null, null, null, MOST_ACTIVITIES);
    Map<String, Long> points = new TreeMap<>();
    for (ActivitiesAnswer answer :
        partitions.ask(generation.id(), days, all, null, false).activities()) {
      for (ActivitiesAnswer.Item item : Objects.requireNonNull(answer.found())) {
        if (item.counted() && item.rule() != null) {
          points.merge(item.rule(), item.points(), Long::sum);
        }
      }
    }
    return points;
  }

  private static long points(Map<String, Long> byRule, String rule) {
    return byRule.getOrDefault(rule, 0L);
  }
}
