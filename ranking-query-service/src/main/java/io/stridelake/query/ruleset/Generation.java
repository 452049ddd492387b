package io.stridelake.query.ruleset;

import io.stridelake.query.answer.AnswerKey;
import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.partition.View;
import io.stridelake.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * A generation and the rules that its answers were made with.
 *
 * @param identity the derivation that is asked
 * @param rules its own, or those of the locked season
 * @param lock the locked season that is looked at, or null for what goes on changing
 */
public record Generation(GenerationIdentity identity, RuleSet rules, View.@Nullable Lock lock) {
  /** A generation that goes on changing. */
  public Generation(GenerationIdentity identity, RuleSet rules) {
    this(identity, rules, null);
  }

  /** The generation's id, which outlives resets: for showing, never a key. */
  public int id() {
    return identity.id();
  }

  /** Whether what is looked at stays as it is. */
  public boolean isLocked() {
    return lock != null;
  }

  /** The standings that are looked at. */
  public AnswerSource source() {
    return new AnswerSource(identity, lock);
  }

  /** What the answer to a question is kept under. */
  public AnswerKey key(Object question) {
    return new AnswerKey(source(), question);
  }
}
