/**
 * Which derivation of the rankings is served: the control log, the stored rule sets, and what they
 * fold to.
 */
@NullMarked
package io.stridelake.generation;

import org.jspecify.annotations.NullMarked;
