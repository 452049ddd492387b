package io.stridelake.ranking.activity;

import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.scoring.Explanation.Step;
import io.stridelake.scoring.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an activity counts as it does.
 *
 * @param key which
 * @param row what is kept of it
 * @param counted whether it counts, also with 0 points
 * @param reason the code of the reason why it does not count, why caps left nothing of its points,
 *     or why it is not in a locked season, or null
 * @param points what it was granted
 * @param rule the rule that scored it, or null
 * @param steps the arithmetic; the last one's points are what it was granted
 * @param countsInstead the recording of the same workout that counts, if it is a duplicate
 */
public record ActivityExplanation(
    ActivityKey key,
    ActivityRow row,
    boolean counted,
    @Nullable String reason,
    Points points,
    @Nullable String rule,
    List<Step> steps,
    @Nullable ActivityKey countsInstead) {
  public ActivityExplanation {
    steps = List.copyOf(steps);
  }

  /** The same for another reason. */
  public ActivityExplanation because(String other) {
    return new ActivityExplanation(key, row, counted, other, points, rule, steps, countsInstead);
  }
}
