/**
 * The ranking app: activities, roster and locked seasons in, activities and day sums in one state
 * store out.
 *
 * <pre>
 * activities.c&lt;M&gt; ──▶ score-activity ────────┐
 * roster ──────────▶ apply-roster ───────────┼──▶ rankings (store: activities, days, roster,
 * season-results ──▶ apply-season-result ────┘              sources, locked seasons)
 * </pre>
 *
 * <p>Everything an athlete does lies in one partition of all inputs, so nothing is repartitioned.
 * One input record changes the store by one {@code putAll}: what readers see is always the state
 * between two records.
 */
@NullMarked
package io.stridelake.ranking;

import org.jspecify.annotations.NullMarked;
