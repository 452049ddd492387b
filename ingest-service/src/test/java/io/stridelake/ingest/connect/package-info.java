/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.connect;

import org.jspecify.annotations.NullMarked;
