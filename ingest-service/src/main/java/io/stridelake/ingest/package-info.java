/**
 * Brings what providers know into the lake: webhooks, connecting, fetching, histories, the roster.
 */
@Configuration
@Requires(property = "stridelake.service", value = "ingest")
@NullMarked
package io.stridelake.ingest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
