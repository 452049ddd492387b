/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.quota;

import org.jspecify.annotations.NullMarked;
