/** The one writer of every account: events in, raw records out. */
@NullMarked
package io.stridelake.ingest.fetching;

import org.jspecify.annotations.NullMarked;
