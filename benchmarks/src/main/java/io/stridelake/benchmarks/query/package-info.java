/**
 * How fast rankings are answered, beside a static file with the same bytes and Redis's sorted set.
 *
 * <p>Companies of three sizes run in installations of their own, each athlete with one activity.
 * The peers and the sizes take turns, round after round; what is told are medians of the rounds.
 * Every answer that this package's client receives is compared with what is known of the company: a
 * wrong one ends the run. Throughput is measured by wrk, which cannot compare bodies; there the
 * body is compared before and after each round, and wrk's count of other answers must be zero.
 *
 * <p>Members are asked for in an order that repeats none before all had their turn, so that nothing
 * is answered from what was kept of an answer before.
 */
@NullMarked
package io.stridelake.benchmarks.query;

import org.jspecify.annotations.NullMarked;
