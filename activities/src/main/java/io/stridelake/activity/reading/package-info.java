/** Reads what providers sent, byte for byte, into the catalogue's one form. */
@NullMarked
package io.stridelake.activity.reading;

import org.jspecify.annotations.NullMarked;
