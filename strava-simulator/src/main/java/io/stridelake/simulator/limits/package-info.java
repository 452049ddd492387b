/** Strava's rate limits per app in quarter-hour and daily windows. */
@NullMarked
package io.stridelake.simulator.limits;

import org.jspecify.annotations.NullMarked;
