/** Strava's contract: its events, its API, its OAuth and its push subscription. */
@NullMarked
package io.stridelake.ingest.strava;

import org.jspecify.annotations.NullMarked;
