/** The rows of the rankings store, byte for byte: contributions, day sums and roster. */
@NullMarked
package io.stridelake.ranking.row;

import org.jspecify.annotations.NullMarked;
