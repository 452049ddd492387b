/**
 * The ranking app: activities and roster in, activities and day sums in one state store out.
 *
 * <pre>
 * activities.c&lt;M&gt; ──▶ score-activity ──┐
 *                                      ├──▶ rankings (store: activities, days, roster, sources)
 * roster ──────────▶ apply-roster ─────┘
 * </pre>
 *
 * <p>Everything an athlete does lies in one partition of both inputs, so nothing is repartitioned.
 * One input record changes the store by one {@code putAll}: what readers see is always the state
 * between two records.
 */
@NullMarked
package io.stridelake.ranking;

import org.jspecify.annotations.NullMarked;
