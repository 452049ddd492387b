/**
 * Locks seasons: copies their standings to where every generation serves them from.
 *
 * <pre>
 * SeasonsController ──▶ Locker ──▶ CopiesController of every instance ──▶ season-results
 *                         │           (its partitions, each from one state)
 *                         └──▶ control log: from now on only what this attempt wrote is the season
 * </pre>
 */
@NullMarked
package io.stridelake.streams.season;

import org.jspecify.annotations.NullMarked;
