/** Tests of this part. */
@NullMarked
package io.stridelake.ingest.strava;

import org.jspecify.annotations.NullMarked;
