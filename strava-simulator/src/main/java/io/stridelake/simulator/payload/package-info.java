/** Renders activities and athletes as the JSON that Strava's API would send. */
@NullMarked
package io.stridelake.simulator.payload;

import org.jspecify.annotations.NullMarked;
