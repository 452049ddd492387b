/** Compacted topics held in memory. */
@NullMarked
package io.stridelake.ingest.tables;

import org.jspecify.annotations.NullMarked;
