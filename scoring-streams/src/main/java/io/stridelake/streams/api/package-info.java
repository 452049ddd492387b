/** The internal endpoints: what ranking-query-service asks an instance of scoring-streams. */
@NullMarked
package io.stridelake.streams.api;

import org.jspecify.annotations.NullMarked;
