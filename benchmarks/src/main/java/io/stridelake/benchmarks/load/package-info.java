/**
 * Load over HTTP, and how long answers took. Requests come at their instants whether or not former
 * ones were answered, and times count from those instants: a server that stands still is charged
 * with everything that waited meanwhile.
 */
@NullMarked
package io.stridelake.benchmarks.load;

import org.jspecify.annotations.NullMarked;
