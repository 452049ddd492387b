/** Writes marks to the inputs, and waits until partitions have passed them. */
@NullMarked
package io.stridelake.streams.mark;

import org.jspecify.annotations.NullMarked;
