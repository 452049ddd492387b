/**
 * Marks: records in the inputs that say "everything before me". Where a partition has applied one,
 * it is known what its state holds.
 */
@NullMarked
package io.stridelake.ranking.mark;

import org.jspecify.annotations.NullMarked;
