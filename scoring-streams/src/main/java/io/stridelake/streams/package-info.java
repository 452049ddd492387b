/** The service: starts the apps of the served generation and says how they are. */
@NullMarked
@Configuration
@Requires(property = "stridelake.service", value = "streams")
package io.stridelake.streams;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
