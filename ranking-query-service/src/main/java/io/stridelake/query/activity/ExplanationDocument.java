package io.stridelake.query.activity;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.partition.ActivitiesAnswer.Item;
import io.stridelake.query.partition.ActivitiesAnswer.Other;
import io.stridelake.query.ruleset.Generation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an activity counts as it does.
 *
 * @param reason why it does not count, or {@code cap} when it counts and caps left nothing; or null
 * @param countsInstead for a duplicate the recording that counts, otherwise null
 */
@Serdeable
record ExplanationDocument(
    ActivityDocument activity,
    boolean counted,
    @Nullable String reason,
    BigDecimal points,
    @Nullable String rule,
    String ruleSet,
    int generation,
    List<Step> steps,
    @Nullable Other countsInstead,
    Raw raw) {

  /** A step of the arithmetic with what it comes to. */
  @Serdeable
  record Step(String kind, String id, String text, BigDecimal points) {}

  /** Where the raw record lies. */
  @Serdeable
  record Raw(String topic, int partition, long offset, String receivedAt) {}

  static ExplanationDocument of(Item item, Generation generation) {
    List<Step> steps =
        item.steps() == null
            ? List.of()
            : item.steps().stream()
                .map(
                    step ->
                        new Step(
                            step.kind(), step.id(), step.text(), Amounts.points(step.points())))
                .toList();
    return new ExplanationDocument(
        ActivityDocument.of(item),
        item.counted(),
        item.reason(),
        Amounts.points(item.points()),
        item.rule(),
        generation.rules().version(),
        generation.id(),
        steps,
        item.countsInstead(),
        new Raw(
            item.rawTopic(), item.rawPartition(), item.rawOffset(), item.receivedAt().toString()));
  }
}
