/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.webhook;

import org.jspecify.annotations.NullMarked;
