package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.Contribution;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an activity added and what it adds now.
 *
 * @param key which
 * @param before null: nothing
 * @param after null: nothing
 */
record Change(ActivityKey key, @Nullable Contribution before, @Nullable Contribution after) {
  boolean isNone() {
    return Objects.equals(before, after);
  }
}
