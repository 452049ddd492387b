/** How fast leaderboards answer and change, beside what one would write without them. */
@NullMarked
package io.stridelake.benchmarks.leaderboard;

import org.jspecify.annotations.NullMarked;
