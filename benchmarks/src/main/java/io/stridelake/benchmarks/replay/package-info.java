/**
 * How fast rankings are derived: the apps as they are, beside a consumer that does nothing and the
 * topology that one would write without them, on the same data in the same run.
 */
@NullMarked
package io.stridelake.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
