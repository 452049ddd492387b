/**
 * Locks seasons: copies their standings to where every generation serves them from.
 *
 * <pre>
 * SeasonsController ──▶ WaitingCount: does anything wait that would belong to the season?
 *        │
 *        ├──▶ marks in lake and roster; MarkWait: has every partition passed them?
 *        ▼
 *     Locker ──▶ CopiesController of every instance ──▶ season-results
 *        │           (its partitions, each from one state behind the marks)
 *        └──▶ control log: from now on only what this attempt wrote is the season
 * </pre>
 */
@NullMarked
package io.stridelake.streams.season;

import org.jspecify.annotations.NullMarked;
