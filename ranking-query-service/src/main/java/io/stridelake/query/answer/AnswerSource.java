package io.stridelake.query.answer;

import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.partition.View;
import org.jspecify.annotations.Nullable;

/**
 * Which standings an answer is read from. Together with the question it is the identity of an
 * answer: two answers may stand for each other only if both are equal.
 *
 * @param generation the derivation that was asked
 * @param lock the locked season whose standings were read, or null for those that go on changing
 */
public record AnswerSource(GenerationIdentity generation, View.@Nullable Lock lock) {

  /** Every part of it, for hashes; equal for equal sources only. */
  public Object[] parts() {
    return new Object[] {
      generation.id(),
      generation.resets(),
      generation.ruleSet(),
      lock == null ? "" : lock.season(),
      lock == null ? "" : lock.lock()
    };
  }
}
