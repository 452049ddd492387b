/** How the simulated company comes to Stridelake: as a real one would, by its public ways only. */
@NullMarked
package io.stridelake.simulator.arrival;

import org.jspecify.annotations.NullMarked;
