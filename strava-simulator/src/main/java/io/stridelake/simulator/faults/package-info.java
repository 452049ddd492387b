/** Faults that the simulator can be told to have. */
@NullMarked
package io.stridelake.simulator.faults;

import org.jspecify.annotations.NullMarked;
