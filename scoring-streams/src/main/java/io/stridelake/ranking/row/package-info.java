/** The rows of the rankings store, byte for byte: activities, days, roster and sources. */
@NullMarked
package io.stridelake.ranking.row;

import org.jspecify.annotations.NullMarked;
