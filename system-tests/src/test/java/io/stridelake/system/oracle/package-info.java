/** What the rankings must be, computed straight from the simulator's truth. */
@NullMarked
package io.stridelake.system.oracle;

import org.jspecify.annotations.NullMarked;
