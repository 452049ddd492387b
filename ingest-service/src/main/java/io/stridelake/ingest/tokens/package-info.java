/** Athletes' tokens, encrypted at rest by a key that is not in Kafka. */
@NullMarked
package io.stridelake.ingest.tokens;

import org.jspecify.annotations.NullMarked;
