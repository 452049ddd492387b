package io.stridelake.ingest.fetching;

import java.util.List;

/**
 * What one step does.
 *
 * @param lane whose
 * @param group events about one object, which one answer satisfies
 * @param companions waiting events about the same object that were there before the step began; a
 *     payload satisfies them too
 */
record Work(Lane lane, List<Held> group, List<Held> companions) {
  Held head() {
    return group.getFirst();
  }
}
