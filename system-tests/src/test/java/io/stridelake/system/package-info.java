/** The whole system over a real broker, judged from outside. */
@NullMarked
package io.stridelake.system;

import org.jspecify.annotations.NullMarked;
