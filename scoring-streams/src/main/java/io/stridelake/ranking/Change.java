package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was kept of an activity and what is kept now.
 *
 * @param key which
 * @param before null: nothing
 * @param after null: nothing
 */
record Change(ActivityKey key, @Nullable ActivityRow before, @Nullable ActivityRow after) {
  boolean isNone() {
    return Objects.equals(before, after);
  }

  /** What it was before, if it was an activity. */
  ActivityRow.@Nullable Known knownBefore() {
    return before instanceof ActivityRow.Known known ? known : null;
  }

  /** What it is now, if it is an activity. */
  ActivityRow.@Nullable Known knownAfter() {
    return after instanceof ActivityRow.Known known ? known : null;
  }

  /** The same, adding something else afterwards. */
  Change adding(Contribution contribution) {
    ActivityRow.Known known = knownAfter();
    return known == null ? this : new Change(key, before, known.with(contribution));
  }
}
