/**
 * How fast rankings are derived: the apps as they are, beside a consumer that does nothing, the
 * topology that one would write without them, Redis and DuckDB, on the same data in the same run.
 *
 * <p>Each peer reads from the same broker; the ones that score take the readers and rules of the
 * apps, so that they differ only in how they add up.
 */
@NullMarked
package io.stridelake.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
