/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.tokens;

import org.jspecify.annotations.NullMarked;
