/** Turns one activity into points by a rule set, exactly, and says how. */
@NullMarked
package io.stridelake.scoring;

import org.jspecify.annotations.NullMarked;
