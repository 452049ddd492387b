/** Commands as processes of their own, as an operator runs them. */
@NullMarked
package io.stridelake.process;

import org.jspecify.annotations.NullMarked;
