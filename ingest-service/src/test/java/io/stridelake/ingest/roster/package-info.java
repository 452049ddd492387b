/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.roster;

import org.jspecify.annotations.NullMarked;
