/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.fetching;

import org.jspecify.annotations.NullMarked;
