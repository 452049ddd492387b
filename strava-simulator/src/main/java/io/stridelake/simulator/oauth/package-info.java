/** Strava's OAuth: authorisations of athletes, codes, access tokens and rotating refresh tokens. */
@NullMarked
package io.stridelake.simulator.oauth;

import org.jspecify.annotations.NullMarked;
