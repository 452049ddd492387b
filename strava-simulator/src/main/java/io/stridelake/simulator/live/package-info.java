/** Activities that people record, correct and remove while the simulator runs. */
@NullMarked
package io.stridelake.simulator.live;

import org.jspecify.annotations.NullMarked;
