/**
 * A server that speaks Strava's contract for a synthetic company: demo backend, test double,
 * oracle.
 */
@Configuration
@Requires(property = "stridelake.service", value = "simulator")
@NullMarked
package io.stridelake.simulator;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
