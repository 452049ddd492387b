/** What providers push to us. */
@NullMarked
package io.stridelake.ingest.webhook;

import org.jspecify.annotations.NullMarked;
