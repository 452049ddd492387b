/**
 * The same answers out of Redis's sorted set, from the same HTTP server: what one would write in
 * place of scoring-streams.
 */
@Configuration
@Requires(property = "stridelake.service", value = "redis-peer")
@NullMarked
package io.stridelake.benchmarks.query.redis;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
