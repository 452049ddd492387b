/**
 * Generations side by side in one instance.
 *
 * <pre>
 * control log ──▶ GenerationRunner ──▶ AppStarter: catalogue and ranking apps of all kept ones
 *    ▲                 │
 *    │                 └─▶ Upkeep, twice a second
 *    │                       CatchUp   what is derived: how far, and whether it is complete ─▶ completed
 *    │                       Remains   what is retired: topics, groups, folders             ─▶ deleted
 *    │                       Throttle  what is derived waits while news is late
 *    └── GenerationsController: start, promote, roll back, abandon, reset
 * </pre>
 *
 * <p>An instance does nothing that the log does not say, and says in the log what it saw. So
 * instances agree without talking to each other, and one that was away, or was killed in the middle
 * of a step, finds in the log what is left to do.
 */
@NullMarked
package io.stridelake.streams.generation;

import org.jspecify.annotations.NullMarked;
