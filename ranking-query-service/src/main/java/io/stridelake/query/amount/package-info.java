/** Sums in exact units as the numbers of the public API. */
@NullMarked
package io.stridelake.query.amount;

import org.jspecify.annotations.NullMarked;
