/** That the load keeps its pace and its times. */
@NullMarked
package io.stridelake.benchmarks.load;

import org.jspecify.annotations.NullMarked;
