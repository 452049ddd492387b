/** The durable queue between the webhook and the fetch worker. */
@NullMarked
package io.stridelake.ingest.inbox;

import org.jspecify.annotations.NullMarked;
