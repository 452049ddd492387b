/** Measures Stridelake, beside peers and limits in the same run, and writes down what came out. */
@NullMarked
package io.stridelake.benchmarks;

import org.jspecify.annotations.NullMarked;
