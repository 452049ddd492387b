package io.stridelake.streams.season;

import io.stridelake.generation.ControlState;
import java.util.Optional;

/**
 * Something that relies on the standings of locked seasons: while it refers to one, that cannot be
 * unlocked. Every bean of this type is asked.
 */
@FunctionalInterface
public interface SeasonReference {
  /**
   * What refers to the season, in words for people; empty if nothing does.
   *
   * @param state at the end of the control log
   * @param season its id
   */
  Optional<String> referrer(ControlState state, String season);
}
