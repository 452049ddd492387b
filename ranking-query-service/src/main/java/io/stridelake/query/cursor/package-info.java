/** Opaque places in a board, to go on from. */
@NullMarked
package io.stridelake.query.cursor;

import org.jspecify.annotations.NullMarked;
