/** Measurements for Prometheus. */
@NullMarked
package io.stridelake.query.metrics;

import org.jspecify.annotations.NullMarked;
