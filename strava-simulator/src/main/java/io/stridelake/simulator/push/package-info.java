/** Strava's push subscription and the delivery of events to its callback. */
@NullMarked
package io.stridelake.simulator.push;

import org.jspecify.annotations.NullMarked;
