/** How an athlete connects an account. */
@NullMarked
package io.stridelake.ingest.connect;

import org.jspecify.annotations.NullMarked;
