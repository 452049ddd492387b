/** The people who take part: their ids and the departments they belong to, by date. */
@NullMarked
package io.stridelake.athlete;

import org.jspecify.annotations.NullMarked;
