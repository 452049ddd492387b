/** Strava's API version 3, as far as an activity collector needs it. */
@NullMarked
package io.stridelake.simulator.api;

import org.jspecify.annotations.NullMarked;
