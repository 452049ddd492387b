/** The public side of the rankings: REST and the web page, with no state of its own. */
@Configuration
@Requires(property = "stridelake.service", value = "query")
@NullMarked
package io.stridelake.query;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
