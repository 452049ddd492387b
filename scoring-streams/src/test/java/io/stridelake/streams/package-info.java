/** The running service on a real broker. */
@NullMarked
package io.stridelake.streams;

import org.jspecify.annotations.NullMarked;
