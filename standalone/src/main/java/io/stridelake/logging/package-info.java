/** What of the embedded broker's log is left out. */
@NullMarked
package io.stridelake.logging;

import org.jspecify.annotations.NullMarked;
