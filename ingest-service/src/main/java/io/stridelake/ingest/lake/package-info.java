/** The records that go into the lake and to the dead letters. */
@NullMarked
package io.stridelake.ingest.lake;

import org.jspecify.annotations.NullMarked;
