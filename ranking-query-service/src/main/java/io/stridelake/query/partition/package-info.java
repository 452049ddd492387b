/** Asking every partition of a generation exactly once, whichever instances own them. */
@NullMarked
package io.stridelake.query.partition;

import org.jspecify.annotations.NullMarked;
