/** The control interface of the simulator: scripts, faults, truth and counters. */
@NullMarked
package io.stridelake.simulator.control;

import org.jspecify.annotations.NullMarked;
