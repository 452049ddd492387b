/** Keeps what changed after generation in a file, so that a restarted simulator goes on. */
@NullMarked
package io.stridelake.simulator.journal;

import org.jspecify.annotations.NullMarked;
