package io.stridelake.streams.verification;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.checksum.BatchDerivation;
import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.checksum.RowSums;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.streams.mark.Marks;
import io.stridelake.topics.Topic;
import io.stridelake.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a plain batch job derives from catalogue and roster. It holds one partition's activities at
 * a time, and of the others what they come to.
 */
final class DerivedInBatch implements Derived {
  private final BatchInput input;
  private final BatchDerivation derivation;
  private final Topic activities;
  private final Topic roster;
  private @Nullable Marks marks;

  DerivedInBatch(
      BatchInput input, BatchDerivation derivation, TopicCatalogue topics, int catalogue) {
    this.input = input;
    this.derivation = derivation;
    this.activities = topics.activities(catalogue);
    this.roster = topics.roster();
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Map<MarkPosition, Checksum> sums(Marks upTo) {
    marks = upTo;
    Map<MarkPosition, Checksum> totals = new HashMap<>();
    for (MarkPosition mark : upTo.positions()) {
      totals.put(mark, sums(mark, false).total());
    }
    return totals;
  }

  @Override
  public void expectDetails(MarkedInput input, int partition) {
    // What is in the topics stays there to be read again.
  }

  @Override
  public SortedMap<String, String> byAthlete(MarkPosition mark) {
    TreeMap<String, String> texts = new TreeMap<>();
    sums(mark, true).byAthlete().forEach((athlete, sum) -> texts.put(athlete, sum.toString()));
    return texts;
  }

  private RowSums sums(MarkPosition mark, boolean byAthlete) {
    return switch (mark.input()) {
      case ACTIVITIES ->
          derivation.sums(input.activities(partition(activities, mark), mark.offset()), byAthlete);
      case ROSTER -> input.roster(partition(roster, mark), mark.offset(), byAthlete);
    };
  }

  @Override
  public SortedMap<String, String> contributions(String athlete, int partition) {
    TreeMap<String, String> texts = new TreeMap<>();
    Long offset = marks == null ? null : marks.lake().get(partition);
    if (offset != null) {
      Map<ActivityKey, Activity> own =
          input.activities(new TopicPartition(activities.name(), partition), offset);
      own.keySet().removeIf(key -> !key.athlete().equals(new AthleteId(athlete)));
      derivation
          .contributions(own)
          .forEach((key, contribution) -> texts.put(Words.of(key), Words.of(contribution)));
    }
    return texts;
  }

  private static TopicPartition partition(Topic topic, MarkPosition mark) {
    return new TopicPartition(topic.name(), mark.partition());
  }
}
