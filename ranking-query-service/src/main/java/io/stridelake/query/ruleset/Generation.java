package io.stridelake.query.ruleset;

import io.stridelake.query.partition.View;
import io.stridelake.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A generation and the rules that its answers were made with.
 *
 * @param rules its own, or those of the locked season
 * @param lock the locked season that is looked at, or null for what goes on changing
 */
public record Generation(int id, RuleSet rules, View.@Nullable Lock lock) {
  /** A generation that goes on changing. */
  public Generation(int id, RuleSet rules) {
    this(id, rules, null);
  }

  /** Whether what is looked at stays as it is. */
  public boolean isLocked() {
    return lock != null;
  }
}
