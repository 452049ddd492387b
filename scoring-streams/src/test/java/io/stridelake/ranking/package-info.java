/** The ranking app against an oracle that sorts everything. */
@NullMarked
package io.stridelake.ranking;

import org.jspecify.annotations.NullMarked;
