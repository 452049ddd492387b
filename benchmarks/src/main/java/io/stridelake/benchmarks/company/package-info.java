/** Generated companies and what they did, the same for the same numbers. */
@NullMarked
package io.stridelake.benchmarks.company;

import org.jspecify.annotations.NullMarked;
